package dev.runtimebridge.fuzzing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changed seeds, the same ones for the same number. */
final class Mutations {
  private static final int LARGEST = 1 << 20;
  private static final int LONGEST_PIECE = 64;

  /** Lengths, counts and numbers at which decoders stumble, in SCALE, Protobuf, DER and text. */
  private static final byte[][] AWKWARD = {
    {0},
    {-1},
    {0x7f},
    {(byte) 0x80},
    {3, -1, -1, -1, -1},
    {-2, -1, -1, -1},
    {(byte) 0xfc},
    {-1, -1, -1, -1},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
    {(byte) 0x83, -1, -1, -1},
    {0, 0, 0, 0, 0, 0, 0, 0},
    "9".repeat(400).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
    "[".repeat(2000).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
    "null".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
    "-1e999".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
    "\\ud800".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
  };

  private final List<byte[]> seeds;
  private final Random random;

  Mutations(List<byte[]> seeds, long seed) {
    this.seeds = List.copyOf(seeds);
    this.random = new Random(seed);
  }

  byte[] next() {
    byte[] changed = any();
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      changed = changed(changed);
    }
    return changed;
  }

  private byte[] any() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] changed(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int to = Math.min(input.length, at + 1 + random.nextInt(LONGEST_PIECE));
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(input, at);
      case 1 -> replaced(input, at, to, new byte[0]);
      case 2 -> replaced(input, at, at, Arrays.copyOfRange(input, at, to));
      case 3 -> replaced(input, at, at, noise());
      case 4 -> replaced(input, at, to, AWKWARD[random.nextInt(AWKWARD.length)]);
      case 5 -> replaced(input, at, at, AWKWARD[random.nextInt(AWKWARD.length)]);
      case 6 -> replaced(input, at, input.length, tail(any()));
      case 7 -> bit(input);
      default -> replaced(input, at, Math.min(input.length, at + 1), noise(1));
    };
  }

  private byte[] tail(byte[] other) {
    return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
  }

  private byte[] bit(byte[] input) {
    byte[] flipped = input.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] noise() {
    return noise(1 + random.nextInt(LONGEST_PIECE));
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] with) {
    var out = new ByteArrayOutputStream(input.length + with.length);
    out.write(input, 0, from);
    out.writeBytes(with);
    out.write(input, to, input.length - to);
    byte[] all = out.toByteArray();
    return all.length > LARGEST ? Arrays.copyOf(all, LARGEST) : all;
  }
}
