package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One node: the nibbles of its partial key, a value, and up to 16 children. Without children it is
 * a leaf.
 *
 * <p>A node never changes but for its reference, which is computed once and then kept. Whoever
 * shares nodes between threads asks the root for it before, see {@link StateTrie}; the encoding is
 * not kept.
 */
final class Node implements TrieRef {
  private static final TrieRef[] NO_CHILDREN = {};

  private final byte[] path;
  private final @Nullable Value value;
  private final TrieRef[] children;
  private final char bitmap;
  private byte @Nullable [] reference;

  private Node(byte[] path, @Nullable Value value, int bitmap, TrieRef[] children) {
    this.path = path;
    this.value = value;
    this.bitmap = (char) bitmap;
    this.children = children;
  }

  static Node leaf(byte[] path, Value value) {
    return new Node(path, value, 0, NO_CHILDREN);
  }

  /** {@code children} in the order of the bits set in {@code bitmap}, none missing. */
  static Node branch(byte[] path, @Nullable Value value, int bitmap, TrieRef[] children) {
    return new Node(path, value, bitmap, children);
  }

  byte[] path() {
    return path;
  }

  @Nullable Value value() {
    return value;
  }

  int bitmap() {
    return bitmap;
  }

  TrieRef[] children() {
    return children;
  }

  boolean isLeaf() {
    return bitmap == 0;
  }

  @Nullable TrieRef child(int nibble) {
    return (bitmap & 1 << nibble) == 0 ? null : children[index(nibble)];
  }

  Node withPath(byte[] newPath) {
    return new Node(newPath, value, bitmap, children);
  }

  Node withValue(@Nullable Value newValue) {
    return new Node(path, newValue, bitmap, children);
  }

  Node withChild(int nibble, TrieRef child) {
    int index = index(nibble);
    boolean replaces = (bitmap & 1 << nibble) != 0;
    TrieRef[] changed = new TrieRef[replaces ? children.length : children.length + 1];
    System.arraycopy(children, 0, changed, 0, index);
    int rest = replaces ? index + 1 : index;
    System.arraycopy(children, rest, changed, index + 1, children.length - rest);
    changed[index] = child;
    return new Node(path, value, bitmap | 1 << nibble, changed);
  }

  Node withoutChild(int nibble) {
    int index = index(nibble);
    TrieRef[] changed = Arrays.copyOf(children, children.length - 1);
    System.arraycopy(children, index + 1, changed, index, changed.length - index);
    return new Node(path, value, bitmap & ~(1 << nibble), changed);
  }

  /** A branch over the first {@code length} nibbles of the path, and this node below it. */
  Node splitAt(int length) {
    Node below = withPath(Arrays.copyOfRange(path, length + 1, path.length));
    return new Node(Arrays.copyOf(path, length), null, 1 << path[length], new TrieRef[] {below});
  }

  /** This node as its proof gave it, so that a parent goes on to know it by the same hash. */
  Node loadedAs(Hash256 hash) {
    reference = hash.bytes();
    return this;
  }

  @Override
  public byte[] reference() {
    byte[] known = reference;
    return known == null ? fillReferences() : known;
  }

  /** Children first, by a stack of its own: a trie may be deeper than a thread's. */
  private byte[] fillReferences() {
    Deque<Node> open = new ArrayDeque<>();
    open.push(this);
    byte[] last = {};
    while (!open.isEmpty()) {
      Node node = open.element();
      int waiting = open.size();
      for (TrieRef child : node.children) {
        if (child instanceof Node below && below.reference == null) {
          open.push(below);
        }
      }
      if (open.size() == waiting) {
        byte[] encoding = NodeCodec.encode(node);
        last = encoding.length < Hash256.SIZE ? encoding : Hashing.blake2b256(encoding).bytes();
        node.reference = last;
        open.pop();
      }
    }
    return last;
  }

  private int index(int nibble) {
    return Integer.bitCount(bitmap & (1 << nibble) - 1);
  }
}
