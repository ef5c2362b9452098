/**
 * TEE workers, simulated behind the real prpc over HTTP: start a {@code WorkerFarm}, hand its base
 * URLs to a bridge, and make its workers ill with {@code WorkerFaults}. What a worker checks is in
 * {@code enclave}, how many of them share one process in {@code host} and {@code http}.
 */
@NullMarked
package dev.runtimebridge.devnet.worker;

import org.jspecify.annotations.NullMarked;
