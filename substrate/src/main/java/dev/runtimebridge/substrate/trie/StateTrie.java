package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of a chain at one block, with its root and its proofs.
 *
 * <p>Immutable and safe for all threads. {@link #apply} shares all nodes that it does not change
 * with the state it came from, so holding many states of one chain costs little more than one.
 *
 * @see <a href="https://spec.polkadot.network/chap-state#sect-state-storage">State storage</a>
 */
public final class StateTrie {
  private final StateVersion version;
  private final @Nullable Node root;
  private final Map<Bytes, Node> childRoots;
  private final Hash256 rootHash;

  private StateTrie(StateVersion version, @Nullable Node root, Map<Bytes, Node> childRoots) {
    this.version = version;
    this.root = root;
    this.childRoots = childRoots;
    // Fills in the reference of every new node before the final fields publish them.
    this.rootHash = NodeCodec.rootHash(root);
  }

  /** The state without entries. */
  public static StateTrie empty(StateVersion version) {
    return new StateTrie(version, null, Map.of());
  }

  /**
   * The state with these entries of the main trie, in any order; of several with one key the last
   * counts. Child tries are not among them and can only be added by {@link #apply}.
   */
  public static StateTrie of(Iterable<StorageEntry> entries, StateVersion version) {
    return new StateTrie(version, TrieBuilder.build(entries, version), Map.of());
  }

  /** The same state, written to as {@code next} says from now on: a runtime upgrade. */
  public StateTrie withVersion(StateVersion next) {
    return new StateTrie(next, root, childRoots);
  }

  /**
   * The state after {@code changes}, those of child tries included; of several to one key the last
   * counts. A child trie that has lost its last entry is gone from the main trie too.
   *
   * @throws IllegalArgumentException if a child trie changes of which the main trie has a root but
   *     this state no entries
   */
  public StateTrie apply(StorageChanges changes) {
    var main = new TrieEdit(root, NodeSource.NONE, version);
    main.apply(changes.main());
    Map<Bytes, Node> roots = changes.child().isEmpty() ? childRoots : new HashMap<>(childRoots);
    for (ChildChanges child : changes.child()) {
      Bytes storageKey = child.storageKey();
      Node before = roots.get(storageKey);
      if (before == null && get(ChildStorage.rootKey(storageKey)).isPresent()) {
        throw new IllegalArgumentException(
            "child trie " + storageKey.hex() + " is known by its root only, so it cannot change");
      }
      var edit = new TrieEdit(before, NodeSource.NONE, version);
      edit.apply(child.changes());
      ChildStorage.writeRoot(main, storageKey, edit.root());
      if (edit.root() instanceof Node after) {
        roots.put(storageKey, after);
      } else {
        roots.remove(storageKey);
      }
    }
    return new StateTrie(version, (Node) main.root(), roots);
  }

  /** The state root as block headers have it. Costs nothing: it was computed with the state. */
  public Hash256 root() {
    return rootHash;
  }

  /** The value at {@code key} of the main trie. */
  public Optional<Bytes> get(Bytes key) {
    return value(root, key);
  }

  /** The value at {@code key} of the child trie {@code storageKey}. */
  public Optional<Bytes> getChild(Bytes storageKey, Bytes key) {
    return value(childRoots.get(storageKey), key);
  }

  /**
   * Nodes that prove the value or the absence of each key, as {@code state_getReadProof} gives
   * them: the root first, none twice, and values that stand beside the trie.
   */
  public List<Bytes> prove(Collection<Bytes> keys) {
    Set<Bytes> proof = new LinkedHashSet<>();
    prove(root, keys, proof);
    return List.copyOf(proof);
  }

  /**
   * The same for keys of a child trie, as {@code state_getChildReadProof} gives them: with the way
   * from the root of the main trie to that of the child trie.
   */
  public List<Bytes> proveChild(Bytes storageKey, Collection<Bytes> keys) {
    Set<Bytes> proof = new LinkedHashSet<>();
    prove(root, List.of(ChildStorage.rootKey(storageKey)), proof);
    Node childRoot = childRoots.get(storageKey);
    if (childRoot != null) {
      prove(childRoot, keys, proof);
    }
    return List.copyOf(proof);
  }

  /** Entries of the main trie whose keys begin with {@code prefix}, in the order of the keys. */
  public Stream<StorageEntry> entries(Bytes prefix) {
    return entriesFrom(root, prefix, prefix);
  }

  /** Storage keys of the child tries whose entries this state has. */
  public Set<Bytes> childStorageKeys() {
    return Set.copyOf(childRoots.keySet());
  }

  /** Entries of the child trie {@code storageKey}, in the order of the keys. */
  public Stream<StorageEntry> childEntries(Bytes storageKey) {
    return entriesFrom(childRoots.get(storageKey), Bytes.EMPTY, Bytes.EMPTY);
  }

  /**
   * The first {@code count} keys after {@code startKey} that begin with {@code prefix}, as {@code
   * state_getKeysPaged} gives them; from the first one if {@code startKey} is null.
   */
  public List<Bytes> keysPaged(Bytes prefix, int count, @Nullable Bytes startKey) {
    Bytes start = startKey == null || startKey.compareTo(prefix) < 0 ? prefix : startKey;
    return entriesFrom(root, prefix, start)
        .map(StorageEntry::key)
        .dropWhile(key -> startKey != null && key.equals(startKey))
        .limit(count)
        .toList();
  }

  private static Stream<StorageEntry> entriesFrom(@Nullable Node root, Bytes prefix, Bytes start) {
    Iterator<StorageEntry> entries = new TrieIterator(root, start);
    int kind = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(entries, kind), false)
        .takeWhile(entry -> entry.key().startsWith(prefix));
  }

  private static Optional<Bytes> value(@Nullable Node root, Bytes key) {
    Value value = TrieLookup.find(root, Nibbles.of(key), NodeSource.NONE, node -> {});
    return value == null ? Optional.empty() : Optional.ofNullable(value.bytes());
  }

  private static void prove(@Nullable Node root, Collection<Bytes> keys, Set<Bytes> proof) {
    if (root == null) {
      proof.add(Bytes.of(new byte[1]));
      return;
    }
    Set<Node> nodes = new LinkedHashSet<>(List.of(root));
    List<Bytes> beside = new ArrayList<>();
    for (Bytes key : keys) {
      Value value = TrieLookup.find(root, Nibbles.of(key), NodeSource.NONE, nodes::add);
      if (value instanceof Value.Hashed(var hash, Bytes bytes)) {
        beside.add(bytes);
      }
    }
    nodes.stream()
        .filter(node -> node == root || node.reference().length == Hash256.SIZE)
        .forEach(node -> proof.add(Bytes.of(NodeCodec.encode(node))));
    proof.addAll(beside);
  }
}
