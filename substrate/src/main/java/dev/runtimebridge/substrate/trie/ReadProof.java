package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.Collection;

/**
 * What a storage proof says about keys of a state of which only the root is known.
 *
 * <p>Every node between the root and a key is found by its hash, so nothing that is found or absent
 * here can be made up by whoever gave the proof. Immutable and safe for all threads.
 */
public final class ReadProof {
  /** What is proven about one key. */
  public sealed interface Lookup {
    /** The state has this value at the key. */
    record Found(Bytes value) implements Lookup {}

    /** The state has no value at the key. */
    record Absent() implements Lookup {}

    /** The proof says nothing about the key: a node is missing, or it is no node. */
    record Unproven(String why) implements Lookup {}
  }

  private final Hash256 root;
  private final ProofNodes nodes;

  private ReadProof(Hash256 root, ProofNodes nodes) {
    this.root = root;
    this.nodes = nodes;
  }

  /** The proof of {@code nodes}, in any order, against the state root {@code root}. */
  public static ReadProof of(Hash256 root, Collection<Bytes> nodes) {
    return new ReadProof(root, new ProofNodes(nodes));
  }

  /** What is proven about {@code key} of the main trie. Never throws. */
  public Lookup read(Bytes key) {
    return read(root, key);
  }

  /** What is proven about {@code key} of the child trie {@code storageKey}. Never throws. */
  public Lookup readChild(Bytes storageKey, Bytes key) {
    return switch (read(ChildStorage.rootKey(storageKey))) {
      case Lookup.Found(Bytes childRoot) when childRoot.length() == Hash256.SIZE ->
          read(Hash256.of(childRoot.toByteArray()), key);
      case Lookup.Found(Bytes childRoot) ->
          new Lookup.Unproven("root of child trie " + storageKey.hex() + " is no hash");
      case Lookup.Absent absent -> absent;
      case Lookup.Unproven unproven -> unproven;
    };
  }

  private Lookup read(Hash256 from, Bytes key) {
    try {
      Value value = TrieLookup.find(ProofNodes.rootRef(from), Nibbles.of(key), nodes, node -> {});
      if (value == null) {
        return new Lookup.Absent();
      }
      Bytes bytes = nodes.bytesOf(value);
      return bytes == null
          ? new Lookup.Unproven("the value of key " + key.hex() + " is not in the proof")
          : new Lookup.Found(bytes);
    } catch (MissingNode | MalformedScale error) {
      return new Lookup.Unproven(String.valueOf(error.getMessage()));
    }
  }
}
