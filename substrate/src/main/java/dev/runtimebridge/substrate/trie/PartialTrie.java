package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state of which only the root and some proven nodes are known; enough to tell which root it has
 * after changes, without holding the state.
 *
 * <p>Immutable and safe for all threads. Values that do not change keep their form, in the node or
 * beside the trie.
 */
public final class PartialTrie {
  /** What came of the changes. */
  public sealed interface Outcome {
    /** The state root after them. */
    record Root(Hash256 root) implements Outcome {}

    /**
     * Not enough is proven: ask for a proof of these keys too, at the same block, and try again
     * with all nodes. They need not be keys that change; one may lead to the sibling that a branch
     * collapses into. The next try may miss more.
     */
    record Missing(List<Bytes> keys, List<ChildKeys> childKeys) implements Outcome {
      /** Copies the lists. */
      public Missing {
        keys = List.copyOf(keys);
        childKeys = List.copyOf(childKeys);
      }
    }

    /** A proven node is none, or a child trie's root no hash: no further proof will help. */
    record Refused(String why) implements Outcome {}
  }

  /** Keys of one child trie. */
  public record ChildKeys(Bytes storageKey, List<Bytes> keys) {
    /** Copies the list. */
    public ChildKeys {
      keys = List.copyOf(keys);
    }
  }

  private final @Nullable TrieRef root;
  private final ProofNodes nodes;
  private final StateVersion version;

  private PartialTrie(@Nullable TrieRef root, ProofNodes nodes, StateVersion version) {
    this.root = root;
    this.nodes = nodes;
    this.version = version;
  }

  /**
   * The state with this root, as far as {@code nodes} of its proofs show it, in any order; those of
   * child tries stand among them. Values are written as {@code version} says.
   */
  public static PartialTrie of(Hash256 root, Collection<Bytes> nodes, StateVersion version) {
    return new PartialTrie(ProofNodes.rootRef(root), new ProofNodes(nodes), version);
  }

  /**
   * The root after {@code changes}, those of child tries included; of several to one key the last
   * counts. Never throws, whatever the proof and the changes hold.
   */
  public Outcome apply(StorageChanges changes) {
    try {
      var main = new TrieEdit(root, nodes, version);
      main.apply(changes.main());
      List<ChildKeys> childKeys = new ArrayList<>();
      for (ChildChanges child : changes.child()) {
        applyChild(child, main, childKeys);
      }
      return main.missing().isEmpty() && childKeys.isEmpty()
          ? new Outcome.Root(NodeCodec.rootHash(main.root()))
          : new Outcome.Missing(distinct(main.missing()), childKeys);
    } catch (MalformedScale error) {
      return new Outcome.Refused(String.valueOf(error.getMessage()));
    }
  }

  private void applyChild(ChildChanges child, TrieEdit main, List<ChildKeys> missing) {
    TrieRef childRoot;
    try {
      childRoot = childRoot(child.storageKey());
    } catch (MissingNode node) {
      main.missing().add(node.key());
      return;
    }
    var edit = new TrieEdit(childRoot, nodes, version);
    edit.apply(child.changes());
    if (edit.missing().isEmpty()) {
      ChildStorage.writeRoot(main, child.storageKey(), edit.root());
    } else {
      missing.add(new ChildKeys(child.storageKey(), distinct(edit.missing())));
    }
  }

  /** Root of a child trie before the changes: some nodes report the new one among the changes. */
  private @Nullable TrieRef childRoot(Bytes storageKey) {
    byte[] path = Nibbles.of(ChildStorage.rootKey(storageKey));
    return switch (TrieLookup.find(root, path, nodes, node -> {})) {
      case null -> null;
      case Value.Inline(Bytes bytes) when bytes.length() == Hash256.SIZE ->
          ProofNodes.rootRef(Hash256.of(bytes.toByteArray()));
      case Value.Inline _, Value.Hashed _ ->
          throw new MalformedScale("root of child trie " + storageKey.hex() + " is no hash");
    };
  }

  private static List<Bytes> distinct(List<Bytes> keys) {
    return keys.stream().distinct().toList();
  }
}
