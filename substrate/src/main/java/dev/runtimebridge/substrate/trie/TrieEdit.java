package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes to one trie. Nodes of the trie it began with are never changed: those on the way to a
 * change are copied, all others shared. For one thread.
 */
final class TrieEdit {
  /** Longest key in bytes; the depth of the trie, and so of the recursion, follows from it. */
  static final int MAX_KEY_LENGTH = 1024;

  private final NodeSource source;
  private final StateVersion version;
  private final List<Bytes> missing = new ArrayList<>();
  private @Nullable TrieRef root;

  TrieEdit(@Nullable TrieRef root, NodeSource source, StateVersion version) {
    this.root = root;
    this.source = source;
    this.version = version;
  }

  /** Root as far as the changes could be made. */
  @Nullable TrieRef root() {
    return root;
  }

  /** Keys whose lookup visits a node that a change needed and that was not there. */
  List<Bytes> missing() {
    return missing;
  }

  /**
   * Makes all changes; of several to one key the last counts.
   *
   * @throws IllegalArgumentException if a key is longer than {@link #MAX_KEY_LENGTH}
   */
  void apply(List<Change> changes) {
    Map<Bytes, Optional<Bytes>> last = LinkedHashMap.newLinkedHashMap(changes.size());
    changes.forEach(change -> last.put(change.key(), change.value()));
    // A branch that gets a child before it loses another needs no sibling to collapse into.
    last.forEach((key, value) -> value.ifPresent(present -> put(key, present)));
    last.forEach(
        (key, value) -> {
          if (value.isEmpty()) {
            remove(key);
          }
        });
  }

  void put(Bytes key, Bytes value) {
    byte[] path = path(key);
    try {
      root = put(root, path, 0, version.valueOf(value));
    } catch (MissingNode node) {
      missing.add(node.key());
    }
  }

  void remove(Bytes key) {
    byte[] path = path(key);
    try {
      root = root == null ? null : remove(root, path, 0);
    } catch (MissingNode node) {
      missing.add(node.key());
    }
  }

  static byte[] path(Bytes key) {
    if (key.length() > MAX_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "a storage key has at most " + MAX_KEY_LENGTH + " bytes, not " + key.length());
    }
    return Nibbles.of(key);
  }

  private Node put(@Nullable TrieRef ref, byte[] path, int depth, Value value) {
    if (ref == null) {
      return Node.leaf(Arrays.copyOfRange(path, depth, path.length), value);
    }
    Node node = source.resolve(ref, path, path.length);
    int common = Nibbles.common(node.path(), path, depth);
    Node open = common == node.path().length ? node : node.splitAt(common);
    int next = depth + common;
    if (next == path.length) {
      return open.withValue(value);
    }
    int nibble = path[next];
    return open.withChild(nibble, put(open.child(nibble), path, next + 1, value));
  }

  private @Nullable TrieRef remove(TrieRef ref, byte[] path, int depth) {
    Node node = source.resolve(ref, path, path.length);
    int common = Nibbles.common(node.path(), path, depth);
    if (common < node.path().length) {
      return ref;
    }
    int next = depth + common;
    if (next == path.length) {
      return node.value() == null ? ref : collapse(node.withValue(null), path, next);
    }
    int nibble = path[next];
    TrieRef child = node.child(nibble);
    if (child == null) {
      return ref;
    }
    TrieRef left = remove(child, path, next + 1);
    if (left == child) {
      return ref;
    }
    return left == null
        ? collapse(node.withoutChild(nibble), path, next)
        : node.withChild(nibble, left);
  }

  /** A branch with neither value nor second child is no node of its own. */
  private @Nullable Node collapse(Node node, byte[] path, int length) {
    if (node.value() != null || node.children().length > 1) {
      return node;
    }
    if (node.isLeaf()) {
      return null;
    }
    int nibble = Integer.numberOfTrailingZeros(node.bitmap());
    byte[] sibling = Arrays.copyOf(path, length + 1);
    sibling[length] = (byte) nibble;
    Node only = source.resolve(node.children()[0], sibling, sibling.length);
    return only.withPath(Nibbles.join(node.path(), nibble, only.path()));
  }
}
