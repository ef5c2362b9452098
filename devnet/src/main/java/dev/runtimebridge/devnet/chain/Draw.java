package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.SplittableRandom;

/**
 * Random values that are the same at every start: each follows from the seed, what it is for, and a
 * number.
 */
final class Draw {
  private Draw() {}

  static Hash256 hash(long seed, String purpose, long number) {
    return Hashing.blake2b256(
        new ScaleWriter().u64(seed).string(purpose).u64(number).toByteArray());
  }

  static SplittableRandom random(long seed, String purpose, long number) {
    return new SplittableRandom(ScaleReader.of(hash(seed, purpose, number).bytes()).u64());
  }

  static byte[] bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
