package dev.runtimebridge.syncer.adapter.pccs;

import java.util.Arrays;

/**
 * Reads DER elements one after another; a length is compared with what is left before it counts.
 */
final class Der {
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  private static final int LONG_FORM = 0x80;

  private final byte[] input;
  private int position;

  Der(byte[] input) {
    this.input = input;
  }

  /** Whether an element follows. */
  boolean more() {
    return position < input.length;
  }

  /** Content of the next element, which must be of that kind. */
  byte[] next(int tag) throws BadReport {
    if (u8() != tag) {
      throw malformed("another element than one with tag " + tag);
    }
    int length = length();
    if (length > input.length - position) {
      throw malformed("a length of " + length);
    }
    position += length;
    return Arrays.copyOfRange(input, position - length, position);
  }

  private int length() throws BadReport {
    int first = u8();
    if (first < LONG_FORM) {
      return first;
    }
    int bytes = first - LONG_FORM;
    if (bytes < 1 || bytes > 3) {
      throw malformed("a length in " + bytes + " bytes");
    }
    int length = 0;
    for (int i = 0; i < bytes; i++) {
      length = length << 8 | u8();
    }
    return length;
  }

  private int u8() throws BadReport {
    if (!more()) {
      throw malformed("an end inside an element");
    }
    return input[position++] & 0xff;
  }

  private BadReport malformed(String what) {
    return new BadReport("DER with " + what + " at byte " + position);
  }
}
