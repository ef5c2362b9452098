package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.time.Instant;

/**
 * {@code PhalaComputation.Sessions} of a worker.
 *
 * @param account the session's account
 * @param state what it does
 * @param ve U64F64 bits, 16 bytes little-endian
 * @param v U64F64 bits, 16 bytes little-endian
 * @param vUpdatedAt Unix seconds
 * @param initialP score at the start
 * @param instantP newest score
 * @param iterations of the benchmark
 * @param coolDownStart Unix seconds
 * @param totalReward smallest units, decimal digits
 */
public record ComputeSession(
    Bytes account,
    SessionState state,
    Bytes ve,
    Bytes v,
    long vUpdatedAt,
    long initialP,
    long instantP,
    long iterations,
    long coolDownStart,
    String totalReward) {

  /** From when on the stake can be given back. */
  Instant coolDownEnd(long coolDownSeconds) {
    return Instant.ofEpochSecond(coolDownStart).plusSeconds(coolDownSeconds);
  }

  /** Whether the chain counts on its heartbeats. */
  boolean computes() {
    return state == SessionState.WORKER_IDLE || state == SessionState.WORKER_UNRESPONSIVE;
  }
}
