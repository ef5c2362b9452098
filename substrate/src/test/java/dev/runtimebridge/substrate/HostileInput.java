package dev.runtimebridge.substrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;

/** What every decoder must bear: nothing but its declared error, whatever the bytes. */
public final class HostileInput {
  private static final int CHANGED_INPUTS = 5_000;

  private HostileInput() {}

  /** Cuts the encoding at every length, appends a byte and changes random bytes. */
  public static void mustBeRefused(byte[] encoded, Function<byte[], ?> decode) {
    truncatedMustBeRefused(encoded, decode);
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertThrows(MalformedScale.class, () -> decode.apply(longer), "one byte more");
    changedMustGiveNothingElse(encoded, decode);
  }

  /** Cuts the encoding at every length. */
  public static void truncatedMustBeRefused(byte[] encoded, Function<byte[], ?> decode) {
    for (int length = 0; length < encoded.length; length++) {
      byte[] cut = Arrays.copyOf(encoded, length);
      assertThrows(MalformedScale.class, () -> decode.apply(cut), "cut to " + length + " bytes");
    }
  }

  /** Changes random bytes; what still decodes must decode alike a second time. */
  public static void changedMustGiveNothingElse(byte[] encoded, Function<byte[], ?> decode) {
    long seed = 20_261_121;
    var random = new Random(seed);
    for (int i = 0; i < CHANGED_INPUTS; i++) {
      byte[] changed = encoded.clone();
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      assertEquals(
          outcome(changed, decode), outcome(changed, decode), "change " + i + " of seed " + seed);
    }
  }

  private static Object outcome(byte[] input, Function<byte[], ?> decode) {
    try {
      return decode.apply(input);
    } catch (MalformedScale refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
