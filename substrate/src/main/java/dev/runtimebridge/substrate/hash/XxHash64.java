package dev.runtimebridge.substrate.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * xxHash64.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">Specification</a>
 */
final class XxHash64 {
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private XxHash64() {}

  static long hash(byte[] input, long seed) {
    int at = 0;
    long hash;
    if (input.length >= 32) {
      long a = seed + P1 + P2;
      long b = seed + P2;
      long c = seed;
      long d = seed - P1;
      for (; at <= input.length - 32; at += 32) {
        a = round(a, (long) LONGS.get(input, at));
        b = round(b, (long) LONGS.get(input, at + 8));
        c = round(c, (long) LONGS.get(input, at + 16));
        d = round(d, (long) LONGS.get(input, at + 24));
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    } else {
      hash = seed + P5;
    }
    return avalanche(tail(input, at, hash + input.length));
  }

  private static long tail(byte[] input, int from, long hash) {
    int at = from;
    long mixed = hash;
    for (; at <= input.length - 8; at += 8) {
      mixed ^= round(0, (long) LONGS.get(input, at));
      mixed = Long.rotateLeft(mixed, 27) * P1 + P4;
    }
    if (at <= input.length - 4) {
      mixed ^= ((int) INTS.get(input, at) & 0xffffffffL) * P1;
      mixed = Long.rotateLeft(mixed, 23) * P2 + P3;
      at += 4;
    }
    for (; at < input.length; at++) {
      mixed ^= (input[at] & 0xffL) * P5;
      mixed = Long.rotateLeft(mixed, 11) * P1;
    }
    return mixed;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * P2, 31) * P1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * P1 + P4;
  }

  private static long avalanche(long hash) {
    long mixed = hash;
    mixed = (mixed ^ mixed >>> 33) * P2;
    mixed = (mixed ^ mixed >>> 29) * P3;
    return mixed ^ mixed >>> 32;
  }
}
