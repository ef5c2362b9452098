package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.devnet.runtime.message.MessageOrigin;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.StateTrie;
import java.util.Optional;

/**
 * The whole state of the parachain that a worker holds.
 *
 * @param childrenKnown whether the entries of all child tries are in it, and not only their roots
 */
public record ParaState(StateTrie trie, boolean childrenKnown) {
  private static final Bytes NOW = StorageKeys.plain("Timestamp", "Now");
  private static final Bytes GATEKEEPERS = StorageKeys.plain("PhalaRegistry", "Gatekeeper");

  /** Time of the block that led here, in milliseconds since 1970; 0 if the state has none. */
  long timestampNow() {
    return trie.get(NOW)
        .filter(value -> value.length() >= Long.BYTES)
        .map(value -> ScaleReader.of(value.toByteArray()).u64())
        .orElse(0L);
  }

  /** Whether the chain knows the worker. */
  boolean isRegistered(Bytes publicKey) {
    Optional<Bytes> worker =
        trie.get(StorageKeys.twox64Concat("PhalaRegistry", "Workers", publicKey.toByteArray()));
    return worker.isPresent();
  }

  /** The number that the chain expects of the worker's next message. */
  long nextSequence(Bytes publicKey) {
    byte[] sender = new MessageOrigin.Worker(publicKey).encode().toByteArray();
    return trie.get(StorageKeys.twox64Concat("PhalaMq", "OffchainIngress", sender))
        .filter(value -> value.length() >= Long.BYTES)
        .map(value -> ScaleReader.of(value.toByteArray()).u64())
        .orElse(0L);
  }

  /** Whether the chain has made the worker a gatekeeper. */
  boolean isGatekeeper(Bytes publicKey) {
    return trie.get(GATEKEEPERS)
        .map(
            value ->
                ScaleReader.decodeAll(
                    value.toByteArray(), in -> in.list(32, each -> Bytes.of(each.bytes(32)))))
        .filter(keys -> keys.contains(publicKey))
        .isPresent();
  }
}
