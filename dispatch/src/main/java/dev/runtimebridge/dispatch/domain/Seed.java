package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Seed of a draw: 32 bytes, such as the hash of a block, as four little-endian words.
 *
 * @param first bytes 0 to 7
 * @param second bytes 8 to 15
 * @param third bytes 16 to 23
 * @param fourth bytes 24 to 31
 */
public record Seed(long first, long second, long third, long fourth) {
  /** Bytes of a seed. */
  public static final int LENGTH = 32;

  /** A seed of these 32 bytes. */
  public static Seed of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new RefusedInput(
          Reason.MALFORMED_SEED,
          "a seed has 32 bytes, not " + bytes.length + "; give a block's hash");
    }
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new Seed(words.getLong(), words.getLong(), words.getLong(), words.getLong());
  }

  /** A seed of 64 hexadecimal digits, with or without {@code 0x}. */
  public static Seed ofHex(String hex) {
    try {
      return of(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
    } catch (RefusedInput refused) {
      throw refused;
    } catch (IllegalArgumentException noHex) {
      throw new RefusedInput(
          Reason.MALFORMED_SEED, "'" + hex + "' is no hexadecimal number; give 64 hex digits");
    }
  }

  /** The 32 bytes. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(toBytes());
  }
}
