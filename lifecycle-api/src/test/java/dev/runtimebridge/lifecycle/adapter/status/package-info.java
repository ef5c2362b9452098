/** Refusals as callers get them, and as the documentation lists them. */
package dev.runtimebridge.lifecycle.adapter.status;
