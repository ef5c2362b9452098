package dev.runtimebridge.syncer.domain;

/** The next request to a worker. Ranges go from the first number up to and with the last. */
public sealed interface Step {

  /**
   * {@code SyncCombinedHeaders}: relay-chain headers that end at a justified one, and the parachain
   * headers that its state proves.
   */
  record SyncHeaders(long from, long to, long paraFrom, long paraTo) implements Step {
    /** Whether parachain headers go with it. */
    public boolean hasParaHeaders() {
      return paraFrom <= paraTo;
    }
  }

  /**
   * {@code SyncParaHeader}: parachain headers proven by the relay-chain header {@code provenAt}.
   */
  record SyncParaHeaders(long from, long to, long provenAt) implements Step {}

  /** {@code DispatchBlocks}: at most these; a request that grows too large ends earlier. */
  record DispatchBlocks(long from, long to) implements Step {}

  /** The worker has what the log has. */
  record AwaitLog() implements Step {}
}
