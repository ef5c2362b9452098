package dev.runtimebridge.syncer.domain;

import java.util.List;

/** What a session saw. */
public sealed interface Observation {
  /** It has begun. */
  record SessionOpened() implements Observation {}

  /** pRuntime answered {@code GetInfo}. */
  record RuntimeSeen(RuntimeFacts facts) implements Observation {}

  /** pRuntime was initialised. */
  record RuntimeInitialized(String publicKey, String genesisBlockHash) implements Observation {}

  /** A state is being sent. */
  record ChainStateLoading(long blockNumber) implements Observation {}

  /** A state was taken. */
  record ChainStateLoaded(long blockNumber) implements Observation {}

  /**
   * Heights after requests that succeeded.
   *
   * @param stateRoot root at these heights, empty where it was not read
   */
  record HeightsSeen(Heights heights, String stateRoot, Reach reach) implements Observation {}

  /** A request failed and will be made again. */
  record RequestFailed(Failure failure) implements Observation {}

  /** What the chain and its pool say of the worker. */
  record FactsSeen(WorkerFacts facts) implements Observation {}

  /** pRuntime answered {@code GetRuntimeInfo}; the call is ready. */
  record RegistrationInfoSeen(String errandId, ChainCall.RegisterWorker call)
      implements Observation {}

  /** pRuntime signed its endpoints; the call is ready. */
  record EndpointsSigned(String errandId, ChainCall.UpdateWorkerEndpoint call)
      implements Observation {}

  /** pRuntime took a checkpoint. */
  record CheckpointTaken(String errandId, long blockNumber) implements Observation {}

  /** pRuntime's process was ended. */
  record RuntimeKicked(String errandId) implements Observation {}

  /** pRuntime will not do an errand; asking again would not help. */
  record ErrandFailed(String errandId, String message) implements Observation {}

  /** Messages that pRuntime holds for the chain, oldest first for each sender. */
  record EgressSeen(List<ChainCall.SyncOffchainMessage> messages) implements Observation {
    /** Copies the list. */
    public EgressSeen {
      messages = List.copyOf(messages);
    }
  }

  /**
   * What became of a request; from the journal of transactions, not from a session.
   *
   * @param blockNumber where it was finalized; 0 if it never was
   */
  record CallOutcomeSeen(CallResult result, long blockNumber) implements Observation {}
}
