package dev.runtimebridge.syncer.domain;

/**
 * What pRuntime says of itself in {@code GetInfo}. Hashes and keys are hexadecimal text without
 * {@code 0x}, empty where pRuntime gives none.
 */
public record RuntimeFacts(
    boolean initialized,
    boolean registered,
    String publicKey,
    String genesisBlockHash,
    Heights heights,
    String stateRoot,
    boolean waitingForParaheaders,
    boolean canLoadChainState,
    String version,
    String gitRevision,
    long memoryUsedBytes,
    long memoryPeakBytes,
    boolean devMode,
    long pendingMessages) {

  /** The same at other heights. */
  public RuntimeFacts at(Heights newHeights, String newStateRoot) {
    return new RuntimeFacts(
        initialized,
        registered,
        publicKey,
        genesisBlockHash,
        newHeights,
        newStateRoot,
        waitingForParaheaders,
        canLoadChainState,
        version,
        gitRevision,
        memoryUsedBytes,
        memoryPeakBytes,
        devMode,
        pendingMessages);
  }
}
