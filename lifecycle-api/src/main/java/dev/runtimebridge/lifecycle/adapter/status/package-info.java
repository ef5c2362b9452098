/**
 * Refusals as callers get them: a status of gRPC with details that programs can read. Every adapter
 * that answers calls uses this one form.
 */
@NullMarked
package dev.runtimebridge.lifecycle.adapter.status;

import org.jspecify.annotations.NullMarked;
