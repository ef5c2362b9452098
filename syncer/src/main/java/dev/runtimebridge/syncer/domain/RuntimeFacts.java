package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
    long pendingMessages,
    List<String> attestationMethods,
    long score,
    boolean gatekeeper) {

  private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}");

  /** Copies the list. */
  public RuntimeFacts {
    attestationMethods = List.copyOf(attestationMethods);
  }

  /** Its key, if it has told one that is 32 bytes of hexadecimal text. */
  public Optional<Bytes> key() {
    return KEY.matcher(publicKey).matches()
        ? Optional.of(Bytes.fromHex(publicKey))
        : Optional.empty();
  }

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
        pendingMessages,
        attestationMethods,
        score,
        gatekeeper);
  }
}
