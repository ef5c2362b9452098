/**
 * Whether the service is ready and alive, for who runs it. What it waits for stands in the answer.
 */
@NullMarked
package dev.runtimebridge.dispatcher.adapter.health;

import org.jspecify.annotations.NullMarked;
