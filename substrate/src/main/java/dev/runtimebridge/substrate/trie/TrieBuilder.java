package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.storage.StorageEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a trie from all of its entries at once, each node a single time.
 *
 * <p>Entries come in the order of their keys. Open are the branches above the last key; a branch is
 * closed once a key comes that does not stand below it.
 */
final class TrieBuilder {
  private final Deque<Branch> open = new ArrayDeque<>();

  private TrieBuilder() {}

  /** Root of the trie of {@code entries} in any order; of several with one key the last counts. */
  static @Nullable Node build(Iterable<StorageEntry> entries, StateVersion version) {
    List<StorageEntry> sorted = new ArrayList<>();
    entries.forEach(sorted::add);
    sorted.sort(Comparator.comparing(StorageEntry::key));
    var builder = new TrieBuilder();
    Node root = null;
    byte[] path = sorted.isEmpty() ? new byte[0] : Nibbles.of(sorted.getFirst().key());
    for (int i = 0; i < sorted.size(); i++) {
      Value value = version.valueOf(sorted.get(i).value());
      if (i + 1 == sorted.size()) {
        root = builder.close(path, value, -1);
      } else {
        byte[] next = Nibbles.of(sorted.get(i + 1).key());
        int common = Arrays.mismatch(path, next);
        if (common >= 0) {
          builder.add(path, value, common);
        }
        path = next;
      }
    }
    return root;
  }

  /** An entry that shares {@code common} nibbles with the next one. */
  private void add(byte[] path, Value value, int common) {
    if (common == path.length) {
      open.push(new Branch(common, value));
      return;
    }
    Node below = close(path, value, common);
    Branch top = open.peek();
    if (top == null || top.end < common) {
      top = new Branch(common, null);
      open.push(top);
    }
    top.put(path, below);
  }

  /** Closes the leaf at {@code path} and all branches above it that end beyond {@code common}. */
  private Node close(byte[] path, Value value, int common) {
    Node below = Node.leaf(pathBelow(open.peek(), common, path, path.length), value);
    for (Branch top = open.peek(); top != null && top.end > common; top = open.peek()) {
      top.put(path, below);
      open.pop();
      below = top.close(pathBelow(open.peek(), common, path, top.end));
    }
    return below;
  }

  /** What a node that ends at {@code end} has for itself below its parent, open or yet to come. */
  private static byte[] pathBelow(@Nullable Branch above, int common, byte[] path, int end) {
    return Arrays.copyOfRange(path, Math.max(above == null ? -1 : above.end, common) + 1, end);
  }

  /** A branch that may get more children. */
  private static final class Branch {
    private final int end;
    private final @Nullable Value value;
    private final List<TrieRef> children = new ArrayList<>();
    private int bitmap;

    Branch(int end, @Nullable Value value) {
      this.end = end;
      this.value = value;
    }

    void put(byte[] path, Node child) {
      bitmap |= 1 << path[end];
      children.add(child);
    }

    Node close(byte[] path) {
      return Node.branch(path, value, bitmap, children.toArray(TrieRef[]::new));
    }
  }
}
