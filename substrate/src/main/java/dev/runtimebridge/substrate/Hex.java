package dev.runtimebridge.substrate;

import java.util.HexFormat;

/** Hexadecimal text as JSON-RPC writes it: lower case, two digits a byte, led by {@code 0x}. */
public final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  /** Text of {@code bytes}, led by {@code 0x}; {@code "0x"} for none. */
  public static String encode(byte[] bytes) {
    return "0x" + FORMAT.formatHex(bytes);
  }

  /**
   * Bytes of {@code text}, with or without the leading {@code 0x}.
   *
   * @throws IllegalArgumentException if a character is no hexadecimal digit or one is missing
   */
  public static byte[] decode(String text) {
    int from = text.startsWith("0x") ? 2 : 0;
    return FORMAT.parseHex(text, from, text.length());
  }
}
