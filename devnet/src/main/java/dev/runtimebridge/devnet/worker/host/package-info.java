/**
 * One worker as a process: an enclave behind its lock, its checkpoints, its restarts and its
 * faults. The HTTP server calls it, thousands of them live in one JVM.
 */
@NullMarked
package dev.runtimebridge.devnet.worker.host;

import org.jspecify.annotations.NullMarked;
