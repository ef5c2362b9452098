package dev.runtimebridge.submitter.adapter.kafka;

import com.google.protobuf.ByteString;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Single values of the log's records; what cannot be one is an IllegalArgumentException. */
final class LogValues {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,39}");

  private LogValues() {}

  static Bytes bytes(ByteString from) {
    return Bytes.of(from.toByteArray());
  }

  static Hash256 hash(ByteString from) {
    return Hash256.of(from.toByteArray());
  }

  static AccountId account(ByteString from) {
    return AccountId.of(from.toByteArray());
  }

  static long unsigned(int from) {
    return Integer.toUnsignedLong(from);
  }

  static BigInteger amount(String digits) {
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException(
          "an amount of \"%s\" where up to 39 digits were expected".formatted(digits));
    }
    return new BigInteger(digits);
  }

  static ByteString write(Bytes from) {
    return ByteString.copyFrom(from.toByteArray());
  }

  static ByteString write(Hash256 from) {
    return ByteString.copyFrom(from.bytes());
  }

  static ByteString write(AccountId from) {
    return write(from.bytes());
  }
}
