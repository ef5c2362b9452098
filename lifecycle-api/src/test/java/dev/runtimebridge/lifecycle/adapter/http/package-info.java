/** The API over HTTP, by rules alone and against a running one. */
@NullMarked
package dev.runtimebridge.lifecycle.adapter.http;

import org.jspecify.annotations.NullMarked;
