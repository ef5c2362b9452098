package dev.runtimebridge.dispatch.domain;

/**
 * An exponential waiting time from 64 random bits, in whole numbers only: {@code -log2(u)} of
 * {@code u = (bits + 1) / 2^64}, in units of 2^-56, rounded down.
 *
 * <p>The logarithm is taken bit by bit, by squaring. Each square is cut off to 64 bits, and that is
 * part of the definition: every implementation gets the same number, whatever its floating point.
 */
final class WaitingTime {
  /** Bits after the point. */
  static final int FRACTION = 56;

  private WaitingTime() {}

  /** From 0 to {@code 64 * 2^56}. */
  static long of(long bits) {
    long u = bits + 1;
    if (u == 0) {
      return 0;
    }
    int shift = Long.numberOfLeadingZeros(u);
    long mantissa = u << shift;
    long logarithm = 0;
    for (int bit = 0; bit < FRACTION; bit++) {
      long high = Math.unsignedMultiplyHigh(mantissa, mantissa);
      logarithm <<= 1;
      if (high < 0) {
        logarithm |= 1;
        mantissa = high;
      } else {
        mantissa = (high << 1) | ((mantissa * mantissa) >>> 63);
      }
    }
    return ((1L + shift) << FRACTION) - logarithm;
  }

  /**
   * Never more than {@link #of}, at a hundredth of the price: {@code -ln(u) >= 1 - u}, and {@code
   * -log2(u)} is larger still by a factor that covers the rounding.
   */
  static long atLeast(long bits) {
    return ~bits >>> (64 - FRACTION);
  }
}
