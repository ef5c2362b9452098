package dev.runtimebridge.syncer.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * The call of a worker's life that is under way, or waits to be tried again.
 *
 * @param kind what it is for
 * @param requestId its request; empty if it failed before there was one
 * @param attempt 1 for the first
 * @param asked when
 * @param retryAt when it is tried again; present once it failed
 * @param succeededAt block where it succeeded; 0 before
 */
public record PendingCall(
    CallKind kind,
    String requestId,
    int attempt,
    Instant asked,
    Optional<Instant> retryAt,
    long succeededAt) {

  /** Asked just now. */
  static PendingCall asked(CallKind kind, String requestId, int attempt, Instant at) {
    return new PendingCall(kind, requestId, attempt, at, Optional.empty(), 0);
  }

  boolean failed() {
    return retryAt.isPresent();
  }

  PendingCall failedUntil(Instant retry) {
    return new PendingCall(kind, requestId, attempt, asked, Optional.of(retry), 0);
  }

  PendingCall succeeded(long block) {
    return new PendingCall(kind, requestId, attempt, asked, Optional.empty(), block);
  }
}
