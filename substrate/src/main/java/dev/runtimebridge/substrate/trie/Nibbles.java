package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import java.util.Arrays;

/** Paths in the trie: arrays with one nibble in each byte, the high half of a key's byte first. */
final class Nibbles {
  private Nibbles() {}

  static byte[] of(Bytes key) {
    return of(key.toByteArray());
  }

  static byte[] of(byte[] key) {
    byte[] path = new byte[key.length * 2];
    for (int i = 0; i < key.length; i++) {
      path[2 * i] = (byte) (key[i] >> 4 & 0xf);
      path[2 * i + 1] = (byte) (key[i] & 0xf);
    }
    return path;
  }

  /** The key of the first {@code length} nibbles; an odd one is followed by a zero. */
  static Bytes toKey(byte[] path, int length) {
    byte[] key = new byte[(length + 1) / 2];
    for (int i = 0; i < length; i++) {
      key[i / 2] |= (byte) (path[i] << (i % 2 == 0 ? 4 : 0));
    }
    return Bytes.of(key);
  }

  /** How many nibbles of {@code path} stand at {@code depth} of {@code key} too. */
  static int common(byte[] path, byte[] key, int depth) {
    int differs = Arrays.mismatch(path, 0, path.length, key, depth, key.length);
    return differs < 0 ? path.length : differs;
  }

  static byte[] join(byte[] upper, int nibble, byte[] lower) {
    byte[] joined = Arrays.copyOf(upper, upper.length + 1 + lower.length);
    joined[upper.length] = (byte) nibble;
    System.arraycopy(lower, 0, joined, upper.length + 1, lower.length);
    return joined;
  }
}
