package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Entries of a trie that is whole in memory, in the order of their keys. For one thread. */
final class TrieIterator implements Iterator<StorageEntry> {
  private static final int VALUE = -1;

  private final Deque<Place> places = new ArrayDeque<>();
  private byte[] path = new byte[128];
  private int length;
  private @Nullable StorageEntry next;

  /** From the first key that is not before {@code start}. */
  TrieIterator(@Nullable Node root, Bytes start) {
    seek(root, Nibbles.of(start));
    next = advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public StorageEntry next() {
    StorageEntry now = next;
    if (now == null) {
      throw new NoSuchElementException("no entry is left");
    }
    next = advance();
    return now;
  }

  private void seek(@Nullable Node root, byte[] start) {
    Node node = root;
    while (node != null) {
      append(node.path());
      int differs = Arrays.mismatch(path, 0, length, start, 0, start.length);
      if (differs < 0 || differs == start.length) {
        places.push(new Place(node, length, VALUE));
        return;
      }
      if (differs < length) {
        if (path[differs] > start[differs]) {
          places.push(new Place(node, length, VALUE));
        }
        return;
      }
      int nibble = start[length];
      places.push(new Place(node, length, nibble + 1));
      append(new byte[] {(byte) nibble});
      node = (Node) node.child(nibble);
    }
  }

  private @Nullable StorageEntry advance() {
    while (!places.isEmpty()) {
      Place place = places.element();
      length = place.length;
      if (place.next == VALUE) {
        place.next = 0;
        Value value = place.node.value();
        Bytes bytes = value == null ? null : value.bytes();
        if (bytes != null) {
          return new StorageEntry(Nibbles.toKey(path, length), bytes);
        }
      }
      int left = place.node.bitmap() >> place.next;
      if (left == 0) {
        places.pop();
      } else {
        int nibble = place.next + Integer.numberOfTrailingZeros(left);
        place.next = nibble + 1;
        descend(place.node, nibble);
      }
    }
    return null;
  }

  private void descend(Node parent, int nibble) {
    if (parent.child(nibble) instanceof Node child) {
      append(new byte[] {(byte) nibble});
      append(child.path());
      places.push(new Place(child, length, VALUE));
    }
  }

  private void append(byte[] nibbles) {
    if (path.length - length < nibbles.length) {
      path = Arrays.copyOf(path, 2 * (length + nibbles.length));
    }
    System.arraycopy(nibbles, 0, path, length, nibbles.length);
    length += nibbles.length;
  }

  /** A node on the way, the nibbles down to it, and what of it comes next. */
  private static final class Place {
    private final Node node;
    private final int length;
    private int next;

    Place(Node node, int length, int next) {
      this.node = node;
      this.length = length;
      this.next = next;
    }
  }
}
