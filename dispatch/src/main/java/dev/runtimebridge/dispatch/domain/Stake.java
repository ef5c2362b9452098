package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A stake as the weight sees it: whole ten-thousandths of a coin, what is smaller being cut off.
 *
 * @param tenThousandths number of 1e-4 coins
 */
public record Stake(long tenThousandths) implements Comparable<Stake> {
  /** Nothing staked. */
  public static final Stake ZERO = new Stake(0);

  /** 1e-4 coins in a coin. */
  public static final long PER_COIN = 10_000;

  /** A coin has twelve decimals, so 1e-4 coin is 1e8 of the smallest unit. */
  private static final BigInteger SMALLEST_UNITS = BigInteger.valueOf(100_000_000);

  /** Refuses what is below zero. */
  public Stake {
    if (tenThousandths < 0) {
      throw new RefusedInput(
          Reason.NEGATIVE_STAKE,
          "a stake of "
              + tenThousandths
              + " ten-thousandths of a coin is below zero; give 0 or more");
    }
  }

  /** A stake of whole coins. */
  public static Stake ofCoins(long coins) {
    return ofCoins(BigDecimal.valueOf(coins));
  }

  /** A stake in coins; decimals after the fourth are cut off. */
  public static Stake ofCoins(BigDecimal coins) {
    if ((long) coins.precision() - coins.scale() > 40) {
      // Not written out: a few characters can stand for gigabytes of digits.
      throw tooLarge("a stake with more than 40 digits");
    }
    return ofSmallestUnits(coins.movePointRight(12).toBigInteger());
  }

  /** A stake as the chain has it; what is below 1e-4 coin is cut off. */
  public static Stake ofSmallestUnits(BigInteger units) {
    if (units.signum() < 0) {
      throw new RefusedInput(
          Reason.NEGATIVE_STAKE, "a stake of " + units + " units is below zero; give 0 or more");
    }
    BigInteger tenThousandths = units.divide(SMALLEST_UNITS);
    if (tenThousandths.bitLength() > 63) {
      throw tooLarge("a stake of " + units + " units");
    }
    return new Stake(tenThousandths.longValueExact());
  }

  private static RefusedInput tooLarge(String what) {
    return new RefusedInput(
        Reason.STAKE_TOO_LARGE, what + " is too large; give at most 922337203685477.5807 coins");
  }

  /** In the smallest units of the chain. */
  public BigInteger toSmallestUnits() {
    return BigInteger.valueOf(tenThousandths).multiply(SMALLEST_UNITS);
  }

  /** In coins. */
  public BigDecimal toCoins() {
    return BigDecimal.valueOf(tenThousandths, 4);
  }

  @Override
  public int compareTo(Stake other) {
    return Long.compare(tenThousandths, other.tenThousandths);
  }

  @Override
  public String toString() {
    return toCoins().toPlainString();
  }
}
