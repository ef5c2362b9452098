package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.storage.StorageState;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;

/** A state as it is loaded, with the parachain that it says it belongs to. */
public record WholeState(ParaState state, long paraId) {
  /** Prefix of the keys under which the main trie keeps the roots of child tries. */
  public static final Bytes CHILD_ROOTS = Bytes.utf8(":child_storage:default:");

  // What the runtime answers when its state does not say.
  private static final long DEFAULT_PARA_ID = 100;

  static WholeState of(StorageState pairs) {
    StateTrie trie = StateTrie.of(pairs.entries(), StateVersion.V0);
    long paraId =
        trie.get(StorageKeys.PARACHAIN_ID)
            .filter(value -> value.length() >= Integer.BYTES)
            .map(value -> ScaleReader.of(value.toByteArray()).u32())
            .orElse(DEFAULT_PARA_ID);
    boolean childrenKnown = trie.keysPaged(CHILD_ROOTS, 1, null).isEmpty();
    return new WholeState(new ParaState(trie, childrenKnown), paraId);
  }
}
