package dev.runtimebridge.substrate.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The permutation Keccak-f[1600] on 200 bytes, 24 rounds.
 *
 * @see <a href="https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.202.pdf">FIPS 202, section 3</a>
 */
final class Keccak1600 {
  /** Number of bytes of the state. */
  static final int SIZE = 200;

  private static final int LANES = 25;
  private static final int ROUNDS = 24;

  private static final VarHandle LANE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Rotations of rho along the path that pi takes through the lanes, which begins at lane 1. */
  private static final int[] ROTATION = new int[LANES - 1];

  private static final int[] PATH = new int[LANES - 1];
  private static final long[] ROUND_CONSTANTS = roundConstants();

  static {
    int x = 1;
    int y = 0;
    for (int t = 0; t < PATH.length; t++) {
      int next = (2 * x + 3 * y) % 5;
      x = y;
      y = next;
      PATH[t] = x + 5 * y;
      ROTATION[t] = (t + 1) * (t + 2) / 2 % Long.SIZE;
    }
  }

  private Keccak1600() {}

  /** Permutes {@code state} in place. */
  static void permute(byte[] state) {
    long[] lanes = new long[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (long) LANE.get(state, i * Long.BYTES);
    }
    for (int round = 0; round < ROUNDS; round++) {
      theta(lanes);
      rhoAndPi(lanes);
      chi(lanes);
      lanes[0] ^= ROUND_CONSTANTS[round];
    }
    for (int i = 0; i < LANES; i++) {
      LANE.set(state, i * Long.BYTES, lanes[i]);
      lanes[i] = 0;
    }
  }

  private static void theta(long[] a) {
    long c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
    long c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
    long c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
    long c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
    long c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
    long d0 = c4 ^ Long.rotateLeft(c1, 1);
    long d1 = c0 ^ Long.rotateLeft(c2, 1);
    long d2 = c1 ^ Long.rotateLeft(c3, 1);
    long d3 = c2 ^ Long.rotateLeft(c4, 1);
    long d4 = c3 ^ Long.rotateLeft(c0, 1);
    for (int row = 0; row < LANES; row += 5) {
      a[row] ^= d0;
      a[row + 1] ^= d1;
      a[row + 2] ^= d2;
      a[row + 3] ^= d3;
      a[row + 4] ^= d4;
    }
  }

  private static void rhoAndPi(long[] a) {
    long moving = a[1];
    for (int t = 0; t < PATH.length; t++) {
      long displaced = a[PATH[t]];
      a[PATH[t]] = Long.rotateLeft(moving, ROTATION[t]);
      moving = displaced;
    }
  }

  private static void chi(long[] a) {
    for (int row = 0; row < LANES; row += 5) {
      long b0 = a[row];
      long b1 = a[row + 1];
      long b2 = a[row + 2];
      long b3 = a[row + 3];
      long b4 = a[row + 4];
      a[row] = b0 ^ (~b1 & b2);
      a[row + 1] = b1 ^ (~b2 & b3);
      a[row + 2] = b2 ^ (~b3 & b4);
      a[row + 3] = b3 ^ (~b4 & b0);
      a[row + 4] = b4 ^ (~b0 & b1);
    }
  }

  /** Bits of a linear feedback shift register, at the places 2^j - 1 of each constant. */
  private static long[] roundConstants() {
    long[] constants = new long[ROUNDS];
    int register = 1;
    for (int round = 0; round < ROUNDS; round++) {
      for (int j = 0; j <= 6; j++) {
        if ((register & 1) != 0) {
          constants[round] |= 1L << ((1 << j) - 1);
        }
        register <<= 1;
        if ((register & 0x100) != 0) {
          register ^= 0x171;
        }
      }
    }
    return constants;
  }
}
