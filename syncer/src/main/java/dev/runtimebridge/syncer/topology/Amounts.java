package dev.runtimebridge.syncer.topology;

import com.google.protobuf.ByteString;
import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Amounts of the token in decimal digits, and byte strings. */
final class Amounts {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,39}");

  private Amounts() {}

  static BigInteger read(String digits) {
    if (digits.isEmpty()) {
      return BigInteger.ZERO;
    }
    if (!DIGITS.matcher(digits).matches()) {
      throw new UnreadableRecord("an amount is no whole number of up to 39 digits");
    }
    return new BigInteger(digits);
  }

  static Bytes read(ByteString from) {
    return Bytes.of(from.toByteArray());
  }

  static ByteString write(Bytes from) {
    return ByteString.copyFrom(from.toByteArray());
  }
}
