package dev.runtimebridge.substrate.hash;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** Hash functions of the chain, as {@code sp-core-hashing} names them. Safe for all threads. */
public final class Hashing {
  private Hashing() {}

  /** BLAKE2b with 32 bytes of output. */
  public static Hash256 blake2b256(byte[]... parts) {
    return Hash256.of(blake2b(Hash256.SIZE, parts));
  }

  /** BLAKE2b with 16 bytes of output. */
  public static byte[] blake2b128(byte[]... parts) {
    return blake2b(16, parts);
  }

  /** BLAKE2b with 64 bytes of output. */
  public static byte[] blake2b512(byte[]... parts) {
    return blake2b(64, parts);
  }

  /** xxHash64 with seed 0, 8 bytes little-endian. */
  public static byte[] twox64(byte[] input) {
    return twox(input, 1);
  }

  /** xxHash64 with seeds 0 and 1, 16 bytes; of pallet and item names in storage keys. */
  public static byte[] twox128(byte[] input) {
    return twox(input, 2);
  }

  /** {@link #twox128(byte[])} of a name. */
  public static byte[] twox128(String name) {
    return twox128(name.getBytes(StandardCharsets.UTF_8));
  }

  /** xxHash64 with seeds 0 to 3, 32 bytes. */
  public static byte[] twox256(byte[] input) {
    return twox(input, 4);
  }

  private static byte[] blake2b(int size, byte[]... parts) {
    var digest = new Blake2bDigest(size * 8);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] out = new byte[size];
    digest.doFinal(out, 0);
    return out;
  }

  private static byte[] twox(byte[] input, int words) {
    byte[] out = new byte[8 * words];
    for (int seed = 0; seed < words; seed++) {
      long hash = XxHash64.hash(input, seed);
      for (int i = 0; i < 8; i++) {
        out[8 * seed + i] = (byte) (hash >>> (8 * i));
      }
    }
    return out;
  }
}
