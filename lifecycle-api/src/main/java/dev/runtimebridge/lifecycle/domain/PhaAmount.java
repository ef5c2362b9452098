package dev.runtimebridge.lifecycle.domain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * An amount of PHA in its smallest units, of which 10^12 make one PHA; an unsigned number of 128
 * bits on the chain.
 *
 * @param smallestUnits from 0 to 2^128 − 1
 */
public record PhaAmount(BigInteger smallestUnits) {
  private static final int DECIMALS = 12;
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
  // Longer text is refused before it is looked at: 27 digits, a point and 12 decimals are enough.
  private static final int LONGEST_TEXT = 64;
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,39}");

  /** Checks the range. */
  public PhaAmount {
    if (smallestUnits.signum() < 0 || smallestUnits.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          smallestUnits + " is no amount: expected 0 to 2^128 - 1 smallest units");
    }
  }

  /** Reads what a person writes, for example {@code 1500} or {@code 0.5}. */
  public static Checked<PhaAmount> parse(String field, String text) {
    if (text.length() > LONGEST_TEXT || !DECIMAL.matcher(text).matches()) {
      return Checked.invalid(
          "%s %s is no number: expected PHA as a decimal number such as 1500 or 0.5"
              .formatted(field, Quoted.of(text)));
    }
    BigDecimal pha = new BigDecimal(text);
    if (pha.signum() < 0) {
      return Checked.invalid("%s %s is negative: expected 0 or more PHA".formatted(field, text));
    }
    if (pha.scale() > DECIMALS) {
      return Checked.invalid(
          "%s %s has %d decimals: PHA has at most %d"
              .formatted(field, text, pha.scale(), DECIMALS));
    }
    BigInteger units = pha.movePointRight(DECIMALS).toBigIntegerExact();
    if (units.compareTo(MAX) > 0) {
      return Checked.invalid(
          "%s %s is too large: the chain holds at most %s PHA"
              .formatted(field, text, new PhaAmount(MAX).toPha()));
    }
    return Checked.valid(new PhaAmount(units));
  }

  /** In PHA what the log has in smallest units; as it is if it is no amount. */
  public static String inPha(String digits) {
    if (!DIGITS.matcher(digits).matches()) {
      return digits;
    }
    return new BigDecimal(new BigInteger(digits), DECIMALS).stripTrailingZeros().toPlainString();
  }

  /** As the log writes it: smallest units in decimal digits. */
  public String digits() {
    return smallestUnits.toString();
  }

  /** As a person writes it: PHA as a decimal number without needless zeros. */
  public String toPha() {
    BigDecimal pha = new BigDecimal(smallestUnits, DECIMALS).stripTrailingZeros();
    return pha.toPlainString();
  }
}
