package dev.runtimebridge.substrate.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A Merlin transcript: what a proof has said so far, from which its challenges come. For one thread
 * at a time.
 *
 * @see <a href="https://merlin.cool/transcript/ops.html">Merlin, transcript operations</a>
 */
final class Transcript implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_SIZE = 32;
  private static final byte[] RNG = ascii("rng");

  private final Strobe128 strobe;

  private Transcript(Strobe128 strobe) {
    this.strobe = strobe;
  }

  /** A transcript that has only its name. */
  static Transcript of(String name) {
    var transcript = new Transcript(Strobe128.of("Merlin v1.0"));
    transcript.append("dom-sep", ascii(name));
    return transcript;
  }

  /** Another one that has the same. */
  Transcript copy() {
    return new Transcript(strobe.copy());
  }

  /** Adds {@code message} under {@code label}. */
  void append(String label, byte[] message) {
    strobe.metaAd(ascii(label), le32(message.length));
    strobe.ad(message);
  }

  /** {@code size} bytes that depend on all that was appended, and are themselves part of it. */
  byte[] challenge(String label, int size) {
    strobe.metaAd(ascii(label), le32(size));
    return strobe.prf(size);
  }

  /**
   * {@code size} bytes that nobody can guess who lacks {@code secrets}, even if the system's random
   * numbers are bad; the transcript stays as it is.
   */
  byte[] witness(String label, int size, byte[]... secrets) {
    byte[] random = new byte[RANDOM_SIZE];
    RANDOM.nextBytes(random);
    try (Strobe128 fork = strobe.copy()) {
      for (byte[] secret : secrets) {
        fork.metaAd(ascii(label), le32(secret.length));
        fork.key(secret);
      }
      fork.metaAd(RNG);
      fork.key(random);
      fork.metaAd(le32(size));
      return fork.prf(size);
    } finally {
      Arrays.fill(random, (byte) 0);
    }
  }

  @Override
  public void close() {
    strobe.close();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] le32(int value) {
    return new byte[] {
      (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
    };
  }
}
