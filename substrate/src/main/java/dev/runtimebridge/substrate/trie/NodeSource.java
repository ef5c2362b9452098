package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.hash.Hash256;
import org.jspecify.annotations.Nullable;

/** Where nodes come from that a trie knows by their hash only. */
@FunctionalInterface
interface NodeSource {
  /** For tries that are whole in memory. */
  NodeSource NONE = hash -> null;

  /** The node, or null if it is not there. */
  @Nullable Node load(Hash256 hash);

  /**
   * The node that {@code ref} stands for.
   *
   * @throws MissingNode with {@code key}, whose lookup visits the node, if it is not there
   */
  default Node resolve(TrieRef ref, byte[] path, int length) {
    return switch (ref) {
      case Node node -> node;
      case TrieRef.Unloaded(Hash256 hash) -> {
        Node node = load(hash);
        if (node == null) {
          throw new MissingNode(hash, Nibbles.toKey(path, length));
        }
        yield node;
      }
    };
  }
}
