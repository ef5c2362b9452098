package dev.runtimebridge.solo.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the entries of a table in the order of their keys; the first half of it. */
final class Digest {
  private static final int SHOWN_BYTES = 16;

  private final MessageDigest sha;

  Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The next entry; keys come in ascending order. */
  void add(String key, byte[] value) {
    part(key.getBytes(UTF_8));
    part(value);
  }

  private void part(byte[] bytes) {
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    sha.update(bytes);
  }

  /** The digest in hexadecimal digits; nothing can be added after it. */
  String text() {
    return HexFormat.of().formatHex(sha.digest(), 0, SHOWN_BYTES);
  }
}
