package dev.runtimebridge.substrate.hash;

import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A hash of 32 bytes: of a block, a state, a trie node. Immutable, compared by its bytes. */
public final class Hash256 implements Comparable<Hash256> {
  /** Number of bytes. */
  public static final int SIZE = 32;

  /** 32 zero bytes, the parent of a genesis block. */
  public static final Hash256 ZERO = new Hash256(new byte[SIZE]);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;

  private Hash256(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The hash that {@code bytes} hold; they are copied.
   *
   * @throws IllegalArgumentException if they are not 32
   */
  public static Hash256 of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash256(bytes.clone());
  }

  /** The hash in hexadecimal text, with or without {@code 0x}. */
  public static Hash256 fromHex(String text) {
    return of(Hex.decode(text));
  }

  /** Reads {@code H256}: 32 bytes as they are. */
  public static Hash256 read(ScaleReader reader) {
    return new Hash256(reader.bytes(SIZE));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public int compareTo(Hash256 other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash256 that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    // The bytes are a hash already: any four of them spread well.
    return (int) INTS.get(bytes, 0);
  }

  /** Lower-case hexadecimal text led by {@code 0x}. */
  @Override
  public String toString() {
    return Hex.encode(bytes);
  }
}
