package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where the main trie keeps the roots of the default child tries. */
final class ChildStorage {
  private static final byte[] PREFIX =
      ":child_storage:default:".getBytes(StandardCharsets.US_ASCII);

  private ChildStorage() {}

  static Bytes rootKey(Bytes storageKey) {
    return Bytes.concat(PREFIX, storageKey.toByteArray());
  }

  /** Puts the root of a child trie into the main trie; an empty child trie has none there. */
  static void writeRoot(TrieEdit main, Bytes storageKey, @Nullable TrieRef childRoot) {
    if (childRoot == null) {
      main.remove(rootKey(storageKey));
    } else {
      main.put(rootKey(storageKey), Bytes.of(NodeCodec.rootHash(childRoot).bytes()));
    }
  }
}
