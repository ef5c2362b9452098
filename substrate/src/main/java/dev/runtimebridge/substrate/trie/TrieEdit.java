package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes to one trie. Nodes of the trie it began with are never changed: those on the way to a
 * change are copied, all others shared. Nothing recurses, as keys from outside may nest as deep as
 * they like. For one thread.
 */
final class TrieEdit {
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

  /** Makes all changes; of several to one key the last counts. */
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
    try {
      put(Nibbles.of(key), version.valueOf(value));
    } catch (MissingNode node) {
      missing.add(node.key());
    }
  }

  void remove(Bytes key) {
    try {
      remove(Nibbles.of(key));
    } catch (MissingNode node) {
      missing.add(node.key());
    }
  }

  private void put(byte[] path, Value value) {
    Deque<Step> above = new ArrayDeque<>();
    TrieRef ref = root;
    int depth = 0;
    while (ref != null) {
      Node node = source.resolve(ref, path, path.length);
      int common = Nibbles.common(node.path(), path, depth);
      Node open = common == node.path().length ? node : node.splitAt(common);
      depth += common;
      if (depth == path.length) {
        root = rebuilt(above, open.withValue(value), path);
        return;
      }
      above.push(new Step(open, depth));
      ref = open.child(path[depth]);
      depth++;
    }
    Node leaf = Node.leaf(Arrays.copyOfRange(path, depth, path.length), value);
    root = rebuilt(above, leaf, path);
  }

  private void remove(byte[] path) {
    Deque<Step> above = new ArrayDeque<>();
    TrieRef ref = root;
    int depth = 0;
    while (ref != null) {
      Node node = source.resolve(ref, path, path.length);
      int common = Nibbles.common(node.path(), path, depth);
      depth += common;
      if (common < node.path().length || (depth == path.length && node.value() == null)) {
        return;
      }
      if (depth == path.length) {
        root = rebuilt(above, collapsed(node.withValue(null), path, depth), path);
        return;
      }
      above.push(new Step(node, depth));
      ref = node.child(path[depth]);
      depth++;
    }
  }

  /** The root over {@code below}, which takes the place of what was below the last step. */
  private @Nullable TrieRef rebuilt(Deque<Step> above, @Nullable Node below, byte[] path) {
    Node changed = below;
    for (Step step : above) {
      int nibble = path[step.depth];
      changed =
          changed == null
              ? collapsed(step.node.withoutChild(nibble), path, step.depth)
              : step.node.withChild(nibble, changed);
    }
    return changed;
  }

  /** A branch with neither value nor second child is no node of its own. */
  private @Nullable Node collapsed(Node node, byte[] path, int length) {
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

  /** A branch on the way down, and where in the path the nibble of its child stands. */
  private record Step(Node node, int depth) {}
}
