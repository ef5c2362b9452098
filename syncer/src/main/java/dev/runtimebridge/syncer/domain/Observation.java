package dev.runtimebridge.syncer.domain;

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
}
