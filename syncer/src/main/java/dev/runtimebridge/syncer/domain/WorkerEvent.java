package dev.runtimebridge.syncer.domain;

import java.time.Instant;
import java.util.Optional;

/** What was decided of a worker. */
public sealed interface WorkerEvent extends Event {
  /** It is known. */
  record WorkerCreated(WorkerConfig config) implements WorkerEvent {}

  /** What is said of it changed. */
  record WorkerUpdated(WorkerConfig config) implements WorkerEvent {}

  /** It is forgotten. */
  record WorkerDeleted() implements WorkerEvent {}

  /** It is to be driven. */
  record WorkerStarted() implements WorkerEvent {}

  /** It is to be left alone. */
  record WorkerStopped() implements WorkerEvent {}

  /** Its session ends and another begins. */
  record WorkerRestarted() implements WorkerEvent {}

  /** A session drives it. */
  record SessionBegan(long epoch, String driver) implements WorkerEvent {}

  /** pRuntime is new and is being initialised. */
  record InitializationBegan() implements WorkerEvent {}

  /** pRuntime was initialised. */
  record RuntimeInitialized(String publicKey, String genesisBlockHash) implements WorkerEvent {}

  /** A state is being sent. */
  record StateLoadingBegan(long blockNumber) implements WorkerEvent {}

  /** A state was taken. */
  record ChainStateLoaded(long blockNumber) implements WorkerEvent {}

  /** It gets headers and blocks, from these heights on. */
  record SyncingBegan(Heights heights) implements WorkerEvent {}

  /** It has all that its chains have. */
  record TipReached(long relayNumber, long paraNumber) implements WorkerEvent {}

  /** It was at the tip and is no longer. */
  record FellBehind(Heights heights, Reach reach) implements WorkerEvent {}

  /** pRuntime lost what it had, as after a restart from a checkpoint. */
  record HeightsWentBack(Heights from, Heights to) implements WorkerEvent {}

  /** A request failed and will be made again. */
  record RetryScheduled(Failure failure) implements WorkerEvent {}

  /** What failed has succeeded since. */
  record Recovered() implements WorkerEvent {}

  /** The chain or the pool says something else of it. */
  record FactsChanged(WorkerFacts facts) implements WorkerEvent {}

  /** The operator wants something else of it on the chain. */
  record TargetChanged(ComputeTarget target) implements WorkerEvent {}

  /**
   * It is at a stage of its life on the chain.
   *
   * @param reason why, in words; empty if there is nothing to say
   * @param waitingForOperator what the operator has to do before it can go on; empty if nothing
   */
  record StageEntered(Stage stage, String reason, String waitingForOperator)
      implements WorkerEvent {}

  /** The session has something to ask of pRuntime. */
  record ErrandBegan(Errand errand) implements WorkerEvent {}

  /**
   * It has been asked.
   *
   * @param failure empty if it was done
   * @param retryAt when what it was for is tried again, if it is
   */
  record ErrandEnded(String errandId, String failure, Optional<Instant> retryAt)
      implements WorkerEvent {
    private static final String UNWANTED = "it is no longer wanted";

    /** The bridge itself gives it up. */
    static ErrandEnded unwanted(String errandId) {
      return new ErrandEnded(errandId, UNWANTED, Optional.empty());
    }

    /** Whether pRuntime should have done it and did not. */
    boolean failed() {
      return !failure.isEmpty() && !failure.equals(UNWANTED);
    }
  }

  /**
   * A transaction was asked for.
   *
   * @param requestId names it
   * @param request what is asked for; empty in a history that is read back, which has only the name
   */
  record CallRequested(CallKind kind, String requestId, Optional<TransactionRequest> request)
      implements WorkerEvent {
    CallRequested(CallKind kind, TransactionRequest request) {
      this(kind, request.id(), Optional.of(request));
    }
  }

  /**
   * It has landed or never will.
   *
   * @param blockNumber where; 0 if nowhere
   * @param retryAt when it is tried again; empty if it succeeded
   * @param waitingForOperator what the operator has to do first; empty if nothing
   */
  record CallEnded(
      CallResult result,
      CallKind kind,
      long blockNumber,
      Optional<Instant> retryAt,
      String waitingForOperator)
      implements WorkerEvent {}

  /**
   * A message is on its way.
   *
   * @param request what is asked for; empty in a history that is read back, which has only the name
   */
  record MessageForwarded(MessageInFlight message, Optional<TransactionRequest> request)
      implements WorkerEvent {
    MessageForwarded(MessageInFlight message, TransactionRequest request) {
      this(message, Optional.of(request));
    }
  }

  /**
   * The chain has it, or its transaction can no longer land.
   *
   * @param failure empty if the chain has it
   * @param blockNumber where it failed; 0 if nowhere
   * @param retryAt before when no message is forwarded again, if this one failed
   */
  record MessageEnded(
      MessageInFlight message,
      Optional<CallFailure> failure,
      long blockNumber,
      Optional<Instant> retryAt)
      implements WorkerEvent {}
}
