package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a trie from all of its entries at once, each node a single time. */
final class TrieBuilder {
  private final byte[][] paths;
  private final Value[] values;

  private TrieBuilder(byte[][] paths, Value[] values) {
    this.paths = paths;
    this.values = values;
  }

  /**
   * Root of the trie of {@code entries} in any order; of several with one key the last counts.
   *
   * @throws IllegalArgumentException if a key is longer than {@link TrieEdit#MAX_KEY_LENGTH}
   */
  static @Nullable Node build(Iterable<StorageEntry> entries, StateVersion version) {
    List<StorageEntry> sorted = new ArrayList<>();
    entries.forEach(sorted::add);
    sorted.sort(Comparator.comparing(StorageEntry::key));
    byte[][] paths = new byte[sorted.size()][];
    Value[] values = new Value[sorted.size()];
    int count = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Bytes key = sorted.get(i).key();
      if (i == 0 || !key.equals(sorted.get(i - 1).key())) {
        count++;
      }
      paths[count - 1] = TrieEdit.path(key);
      values[count - 1] = version.valueOf(sorted.get(i).value());
    }
    return count == 0 ? null : new TrieBuilder(paths, values).node(0, count, 0);
  }

  private Node node(int from, int to, int depth) {
    byte[] first = paths[from];
    if (to - from == 1) {
      return Node.leaf(Arrays.copyOfRange(first, depth, first.length), values[from]);
    }
    // Sorted, so what the first and the last share is shared by all between them.
    byte[] last = paths[to - 1];
    int end = depth + Arrays.mismatch(first, depth, first.length, last, depth, last.length);
    boolean hasValue = first.length == end;
    int bitmap = 0;
    List<TrieRef> children = new ArrayList<>(16);
    for (int at = hasValue ? from + 1 : from; at < to; ) {
      int next = endOfNibble(at, to, end);
      bitmap |= 1 << paths[at][end];
      children.add(node(at, next, end + 1));
      at = next;
    }
    return Node.branch(
        Arrays.copyOfRange(first, depth, end),
        hasValue ? values[from] : null,
        bitmap,
        children.toArray(TrieRef[]::new));
  }

  private int endOfNibble(int from, int to, int depth) {
    int nibble = paths[from][depth];
    int low = from + 1;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (paths[middle][depth] > nibble) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
