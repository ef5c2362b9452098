package dev.runtimebridge.substrate;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.Arrays;
import java.util.function.Function;

/** What every decoder must refuse; the tests by fuzzing change the bytes in all other ways. */
public final class HostileInput {
  private HostileInput() {}

  /** Cuts the encoding at every length, and appends a byte. */
  public static void mustBeRefused(byte[] encoded, Function<byte[], ?> decode) {
    truncatedMustBeRefused(encoded, decode);
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertThrows(MalformedScale.class, () -> decode.apply(longer), "one byte more");
  }

  /** Cuts the encoding at every length. */
  public static void truncatedMustBeRefused(byte[] encoded, Function<byte[], ?> decode) {
    for (int length = 0; length < encoded.length; length++) {
      byte[] cut = Arrays.copyOf(encoded, length);
      assertThrows(MalformedScale.class, () -> decode.apply(cut), "cut to " + length + " bytes");
    }
  }
}
