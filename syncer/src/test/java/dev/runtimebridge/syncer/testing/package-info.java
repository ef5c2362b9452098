/**
 * A log and a worker in memory, small enough to see through. The worker holds pRuntime's counters
 * to its rules and knows nothing of bytes.
 */
@NullMarked
package dev.runtimebridge.syncer.testing;

import org.jspecify.annotations.NullMarked;
