package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items of a storage proof under their hashes: nodes, and values that stand beside the trie.
 * Immutable; a node is decoded when it is asked for.
 */
final class ProofNodes implements NodeSource {
  private final Map<Hash256, Bytes> items;

  ProofNodes(Collection<Bytes> proof) {
    items = HashMap.newHashMap(proof.size());
    proof.forEach(item -> items.put(Hashing.blake2b256(item.toByteArray()), item));
  }

  /** The root of a trie that is known by its hash; null for the trie without entries. */
  static @Nullable TrieRef rootRef(Hash256 root) {
    return root.equals(NodeCodec.EMPTY_ROOT) ? null : new TrieRef.Unloaded(root);
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.runtimebridge.substrate.scale.MalformedScale if the item is no node
   */
  @Override
  public @Nullable Node load(Hash256 hash) {
    Bytes item = items.get(hash);
    return item == null ? null : NodeCodec.decode(item.toByteArray()).loadedAs(hash);
  }

  /** The value of a node, taken from beside the trie if need be; null if it is not there. */
  @Nullable Bytes bytesOf(Value value) {
    return switch (value) {
      case Value.Inline inline -> inline.bytes();
      case Value.Hashed hashed -> items.get(hashed.hash());
    };
  }
}
