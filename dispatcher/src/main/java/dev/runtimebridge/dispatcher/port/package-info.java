/**
 * What the dispatcher needs of the world: workers that compute, a log for reports, time.
 * Implemented in {@code adapter}.
 */
@NullMarked
package dev.runtimebridge.dispatcher.port;

import org.jspecify.annotations.NullMarked;
