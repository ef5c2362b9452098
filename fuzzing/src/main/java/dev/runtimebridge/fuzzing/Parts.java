package dev.runtimebridge.fuzzing;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several byte strings in one input, for targets that take more than one: all but the last begin
 * with their length in two bytes. Any bytes are such an input.
 */
public final class Parts {
  private static final int LENGTH = 2;

  private Parts() {}

  /** One input of several; all but the last are shorter than 65536 bytes. */
  public static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < parts.length; i++) {
      if (i < parts.length - 1) {
        out.write(parts[i].length >> 8);
        out.write(parts[i].length);
      }
      out.writeBytes(parts[i]);
    }
    return out.toByteArray();
  }

  /** The first {@code count} parts; those that the input does not have are empty. */
  public static List<byte[]> split(byte[] input, int count) {
    List<byte[]> parts = new ArrayList<>();
    int at = 0;
    while (parts.size() < count - 1) {
      boolean more = input.length - at >= LENGTH;
      int length = more ? ((input[at] & 0xff) << 8) | (input[at + 1] & 0xff) : 0;
      int from = Math.min(input.length, at + LENGTH);
      at = Math.min(input.length, from + length);
      parts.add(Arrays.copyOfRange(input, from, at));
    }
    parts.add(Arrays.copyOfRange(input, at, input.length));
    return parts;
  }
}
