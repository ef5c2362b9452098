package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Since when a worker's events say that something is wrong with it. A new session changes nothing:
 * what was out of reach before is so until something succeeds.
 *
 * @param unreachable since when it does not answer
 * @param failing since when its requests fail though it answers
 * @param waiting since when it waits for the operator
 * @param unresponsive since when the chain calls it unresponsive
 */
public record WorkerOnsets(
    Optional<Instant> unreachable,
    Optional<Instant> failing,
    Optional<Instant> waiting,
    Optional<Instant> unresponsive) {
  /** Nothing is wrong. */
  public static final WorkerOnsets NONE =
      new WorkerOnsets(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final Set<FailureKind> NO_ANSWER =
      Set.of(FailureKind.UNREACHABLE, FailureKind.TIMED_OUT, FailureKind.NOT_A_PRUNTIME);

  /** Whether a failure of this kind means that nothing like a worker answers. */
  public static boolean isNoAnswer(FailureKind kind) {
    return NO_ANSWER.contains(kind);
  }

  WorkerOnsets after(WorkerEventRecord event) {
    Instant at = Onsets.instant(event.getMeta().getTime());
    return switch (event.getEventCase()) {
      case RETRY_SCHEDULED ->
          isNoAnswer(event.getRetryScheduled().getFailure().getKind())
              ? failing(begun(true, unreachable, at), Optional.empty())
              : failing(Optional.empty(), begun(true, failing, at));
      case RECOVERED,
          INITIALIZATION_BEGAN,
          RUNTIME_INITIALIZED,
          STATE_LOADING_BEGAN,
          CHAIN_STATE_LOADED,
          SYNCING_BEGAN,
          TIP_REACHED,
          FELL_BEHIND,
          HEIGHTS_WENT_BACK,
          WORKER_UPDATED,
          WORKER_STARTED,
          WORKER_RESTARTED ->
          failing(Optional.empty(), Optional.empty());
      case WORKER_CREATED, WORKER_STOPPED, WORKER_DELETED -> NONE;
      case STAGE_ENTERED ->
          waiting(begun(!event.getStageEntered().getWaitingForOperator().isEmpty(), waiting, at))
              .unresponsive(
                  begun(
                      event.getStageEntered().getStage() == WorkerStage.UNRESPONSIVE,
                      unresponsive,
                      at));
      // While the call is tried again nothing is waited for, but nothing has changed either.
      case CALL_ENDED ->
          waiting(begun(!event.getCallEnded().getWaitingForOperator().isEmpty(), waiting, at));
      case FACTS_CHANGED ->
          unresponsive(
              begun(
                  event.getFactsChanged().getFacts().getSession().getState()
                      == SessionState.SESSION_WORKER_UNRESPONSIVE,
                  unresponsive,
                  at));
      default -> this;
    };
  }

  private WorkerOnsets failing(Optional<Instant> noAnswer, Optional<Instant> answersButFails) {
    return new WorkerOnsets(noAnswer, answersButFails, waiting, unresponsive);
  }

  private WorkerOnsets waiting(Optional<Instant> since) {
    return new WorkerOnsets(unreachable, failing, since, unresponsive);
  }

  private WorkerOnsets unresponsive(Optional<Instant> since) {
    return new WorkerOnsets(unreachable, failing, waiting, since);
  }

  private static Optional<Instant> begun(boolean holds, Optional<Instant> before, Instant at) {
    return holds ? before.or(() -> Optional.of(at)) : Optional.empty();
  }
}
