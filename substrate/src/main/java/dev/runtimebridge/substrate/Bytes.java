package dev.runtimebridge.substrate;

import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte string that never changes: storage keys and values, trie nodes, encoded messages.
 *
 * <p>Two are equal when their bytes are; the order is that of unsigned bytes, a prefix before what
 * it leads, which is the order of keys in the chain's storage.
 */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes at all; as a storage value not the same as an absent one. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of {@code bytes}. */
  public static Bytes of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  /** All {@code parts} in a row. */
  public static Bytes concat(byte[]... parts) {
    int size = 0;
    for (byte[] part : parts) {
      size = Math.addExact(size, part.length);
    }
    byte[] joined = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return new Bytes(joined);
  }

  /** UTF-8 bytes of {@code text}, such as the key {@code :code}. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The bytes that hexadecimal {@code text} names, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if it is no hexadecimal text
   */
  public static Bytes fromHex(String text) {
    return new Bytes(Hex.decode(text));
  }

  /** Reads {@code Vec<u8>}. */
  public static Bytes read(ScaleReader reader) {
    return new Bytes(reader.byteVec());
  }

  /** Writes {@code Vec<u8>}. */
  public void write(ScaleWriter writer) {
    writer.byteVec(bytes);
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Number of bytes. */
  public int length() {
    return bytes.length;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The byte at {@code index}, 0 to 255. */
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  /** Whether the first bytes are those of {@code prefix}. */
  public boolean startsWith(Bytes prefix) {
    int size = prefix.bytes.length;
    return bytes.length >= size && Arrays.equals(bytes, 0, size, prefix.bytes, 0, size);
  }

  /** The bytes from {@code from} up to but not including {@code to}. */
  public Bytes slice(int from, int to) {
    if (from < 0 || from > to || to > bytes.length) {
      throw new IndexOutOfBoundsException(
          "bytes " + from + " to " + to + " of " + bytes.length + " asked for");
    }
    return new Bytes(Arrays.copyOfRange(bytes, from, to));
  }

  /** Lower-case hexadecimal text led by {@code 0x}. */
  public String hex() {
    return Hex.encode(bytes);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The same as {@link #hex()}. */
  @Override
  public String toString() {
    return hex();
  }
}
