package dev.runtimebridge.substrate.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Handles the bytes of secrets without leaving copies behind. */
final class Secrets {
  private Secrets() {}

  /** UTF-8 of {@code text}, which the caller wipes. */
  static byte[] utf8(CharSequence text) throws InvalidSecret {
    var encoder = StandardCharsets.UTF_8.newEncoder();
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(text.length(), 4));
    try {
      var result = encoder.encode(CharBuffer.wrap(text), buffer, true);
      if (result.isError()) {
        result.throwException();
      }
      encoder.flush(buffer);
      return Arrays.copyOf(buffer.array(), buffer.position());
    } catch (CharacterCodingException _) {
      throw new InvalidSecret("the text holds half a character; type it again");
    } finally {
      wipe(buffer.array());
    }
  }

  static void wipe(byte[]... secrets) {
    for (byte[] secret : secrets) {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
