package dev.runtimebridge.substrate.trie;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way from the root to a key. */
final class TrieLookup {
  private TrieLookup() {}

  /**
   * The value at {@code path}, or null. {@code visited} gets each node on the way, root first.
   *
   * @throws MissingNode if a node on the way is not there
   */
  static @Nullable Value find(
      @Nullable TrieRef root, byte[] path, NodeSource source, Consumer<Node> visited) {
    int depth = 0;
    TrieRef ref = root;
    while (ref != null) {
      Node node = source.resolve(ref, path, path.length);
      visited.accept(node);
      int common = Nibbles.common(node.path(), path, depth);
      if (common < node.path().length) {
        return null;
      }
      depth += common;
      if (depth == path.length) {
        return node.value();
      }
      ref = node.child(path[depth]);
      depth++;
    }
    return null;
  }
}
