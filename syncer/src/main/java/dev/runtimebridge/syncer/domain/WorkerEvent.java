package dev.runtimebridge.syncer.domain;

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
}
