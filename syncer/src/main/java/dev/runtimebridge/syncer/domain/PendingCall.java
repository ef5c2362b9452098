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

  /** Blocks after a success within which the facts have to show it. */
  private static final int SETTLES_WITHIN = 3;

  /** Asked just now. */
  static PendingCall asked(CallKind kind, String requestId, int attempt, Instant at) {
    return new PendingCall(kind, requestId, attempt, at, Optional.empty(), 0);
  }

  boolean failed() {
    return retryAt.isPresent();
  }

  /**
   * Whether it is over: the chain shows what it was for, or has not shown it some blocks after it
   * succeeded, so that it is asked for again. Without an outcome only what nothing else can have
   * brought about counts.
   */
  boolean isSettledBy(WorkerFacts facts) {
    if (failed()) {
      return false;
    }
    if (succeededAt > 0 && facts.blockNumber() >= succeededAt + SETTLES_WITHIN) {
      return true;
    }
    boolean landed = succeededAt > 0 && facts.blockNumber() >= succeededAt;
    return switch (kind) {
      case REGISTER -> landed && facts.registration().isPresent();
      case RESTART, UPDATE_ENDPOINT -> landed;
      case ADD_TO_POOL -> facts.assignedPid().isPresent() && facts.session().isPresent();
      case START -> facts.session().map(ComputeSession::computes).orElse(false);
      case STOP -> facts.session().map(session -> !session.computes()).orElse(true);
      case RECLAIM -> facts.session().map(PendingCall::isNotCoolingDown).orElse(true);
      case REMOVE_FROM_POOL -> facts.assignedPid().isEmpty();
    };
  }

  private static boolean isNotCoolingDown(ComputeSession session) {
    return session.state() != SessionState.WORKER_COOLING_DOWN;
  }

  PendingCall failedUntil(Instant retry) {
    return new PendingCall(kind, requestId, attempt, asked, Optional.of(retry), 0);
  }

  PendingCall succeeded(long block) {
    return new PendingCall(kind, requestId, attempt, asked, Optional.empty(), block);
  }
}
