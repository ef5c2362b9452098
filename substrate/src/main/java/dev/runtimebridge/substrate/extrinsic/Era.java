package dev.runtimebridge.substrate.extrinsic;

import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * How long a transaction may be included: for ever, or while the block's number is from its birth
 * to before its death.
 *
 * <pre>
 * era = %x00 / u16 ; low 4 bits: log2(period) - 1, others: phase / max(period / 4096, 1)
 * </pre>
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/blob/master/substrate/primitives/runtime/src/generic/era.rs">
 *     Era</a>
 */
public sealed interface Era {
  /** Without an end. */
  record Immortal() implements Era {
    @Override
    public long birth(long current) {
      return 0;
    }

    @Override
    public long death(long current) {
      return Long.MAX_VALUE;
    }

    @Override
    public void write(ScaleWriter writer) {
      writer.u8(0);
    }
  }

  /**
   * One period out of many of the same length.
   *
   * @param period number of blocks, a power of two from 4 to 65536
   * @param phase number of its birth modulo the period
   */
  record Mortal(int period, int phase) implements Era {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 1 << 16;
    private static final int EXACT = 1 << 12;

    /** Refuses what cannot be encoded. */
    public Mortal {
      boolean powerOfTwo = Integer.bitCount(period) == 1;
      if (!powerOfTwo || period < SHORTEST || period > LONGEST) {
        throw new IllegalArgumentException(
            "an era's period is a power of two from 4 to 65536, not " + period);
      }
      if (phase < 0 || phase >= period || phase % factor(period) != 0) {
        throw new IllegalArgumentException("no phase of a period of " + period + ": " + phase);
      }
    }

    @Override
    public long birth(long current) {
      return (Math.max(current, phase) - phase) / period * period + phase;
    }

    @Override
    public long death(long current) {
      return birth(current) + period;
    }

    @Override
    public void write(ScaleWriter writer) {
      int length = Math.clamp(Integer.numberOfTrailingZeros(period) - 1, 1, 15);
      writer.u16(length | ((phase / factor(period)) << 4));
    }

    private static int factor(int period) {
      return Math.max(period / EXACT, 1);
    }
  }

  /**
   * The era of at least {@code period} blocks, as far as there are such, that begins with block
   * {@code current} or, if it is longer than 4096 blocks, up to 15 before.
   */
  static Era mortal(long period, long current) {
    if (current < 0) {
      throw new IllegalArgumentException("no block number: " + current);
    }
    int bounded = Math.clamp(period, Mortal.SHORTEST, Mortal.LONGEST);
    int rounded = Integer.highestOneBit(bounded - 1) << 1;
    int factor = Mortal.factor(rounded);
    return new Mortal(rounded, (int) (current % rounded) / factor * factor);
  }

  /** The era without an end. */
  static Era immortal() {
    return new Immortal();
  }

  /** First block that may include it, told at block {@code current}. */
  long birth(long current);

  /** First block that may not include it any more, told at block {@code current}. */
  long death(long current);

  /** Writes the one or two bytes. */
  void write(ScaleWriter writer);

  /** Reads one or two bytes. */
  static Era read(ScaleReader reader) {
    int first = reader.u8();
    if (first == 0) {
      return immortal();
    }
    int encoded = first | (reader.u8() << 8);
    int period = 2 << (encoded & 15);
    if (period < Mortal.SHORTEST) {
      throw reader.malformed("an era with a period of " + period);
    }
    int phase = (encoded >> 4) * Mortal.factor(period);
    if (phase >= period) {
      throw reader.malformed("an era with phase " + phase + " of " + period);
    }
    return new Mortal(period, phase);
  }
}
