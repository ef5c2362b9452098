package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code PhalaRegistry.Workers} of a worker.
 *
 * @param publicKey the worker's key
 * @param runtimeVersion of pRuntime
 * @param lastUpdated when it was registered last, Unix seconds
 * @param operator account that it named as its operator
 * @param attestationProvider {@code Root}, {@code Ias}, {@code Dcap} or empty
 * @param confidenceLevel of its attestation
 * @param initialScore result of the benchmark, once there is one
 */
public record Registration(
    Bytes publicKey,
    long runtimeVersion,
    long lastUpdated,
    Optional<Bytes> operator,
    String attestationProvider,
    int confidenceLevel,
    Optional<Long> initialScore) {

  Instant registeredAt() {
    return Instant.ofEpochSecond(lastUpdated);
  }
}
