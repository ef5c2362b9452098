package dev.runtimebridge.substrate.key;

import cafe.cryptography.curve25519.CompressedRistretto;
import cafe.cryptography.curve25519.Constants;
import cafe.cryptography.curve25519.InvalidEncodingException;
import cafe.cryptography.curve25519.RistrettoElement;
import cafe.cryptography.curve25519.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Schnorr signatures over ristretto255 in the signing context {@code substrate}, as accounts and
 * workers make them. Safe for all threads.
 *
 * <pre>
 * signature = R s        ; 32 bytes each, bit 7 of the last one set: it marks schnorrkel
 * c         = challenge after "proto-name", "sign:pk" and "sign:R"
 * s         = c * secret + r,  R = r * G
 * </pre>
 *
 * @see <a href="https://docs.rs/schnorrkel/0.11.4/schnorrkel/sign/index.html">schnorrkel::sign</a>
 */
public final class Sr25519 {
  /** Number of bytes of a public key. */
  public static final int PUBLIC_KEY_SIZE = 32;

  /** Number of bytes of a signature. */
  public static final int SIGNATURE_SIZE = 64;

  private static final int HALF = SIGNATURE_SIZE / 2;
  private static final int WIDE_SCALAR_SIZE = 64;
  private static final byte MARK = (byte) 0x80;

  /** What all signatures begin with, copied for each. */
  private static final Transcript CONTEXT = context();

  private Sr25519() {}

  /**
   * Whether {@code signature} is that of {@code publicKey} over {@code message}; false for bytes of
   * wrong length or form.
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != PUBLIC_KEY_SIZE
        || signature.length != SIGNATURE_SIZE
        || (signature[SIGNATURE_SIZE - 1] & MARK) == 0) {
      return false;
    }
    byte[] commitment = Arrays.copyOf(signature, HALF);
    byte[] response = Arrays.copyOfRange(signature, HALF, SIGNATURE_SIZE);
    response[HALF - 1] &= ~MARK;
    try {
      Scalar s = Scalar.fromCanonicalBytes(response);
      RistrettoElement key = new CompressedRistretto(publicKey).decompress();
      Scalar c = challenge(transcript(publicKey, message), commitment);
      RistrettoElement found =
          Constants.RISTRETTO_GENERATOR_TABLE.multiply(s).subtract(key.multiply(c));
      return Arrays.equals(found.compress().toByteArray(), commitment);
    } catch (IllegalArgumentException | InvalidEncodingException malformed) {
      return false;
    }
  }

  /** Signs with a secret scalar; {@code nonce} is the second half of the secret key. */
  static byte[] sign(Scalar secret, byte[] nonce, byte[] publicKey, byte[] message) {
    try (Transcript transcript = transcript(publicKey, message)) {
      byte[] random = transcript.witness("signing", WIDE_SCALAR_SIZE, nonce);
      Scalar r = Scalar.fromBytesModOrderWide(random);
      Arrays.fill(random, (byte) 0);
      byte[] commitment = publicKey(r);
      Scalar s = challenge(transcript, commitment).multiplyAndAdd(secret, r);
      byte[] signature = Arrays.copyOf(commitment, SIGNATURE_SIZE);
      System.arraycopy(s.toByteArray(), 0, signature, HALF, HALF);
      signature[SIGNATURE_SIZE - 1] |= MARK;
      return signature;
    }
  }

  /** {@code secret * G}. */
  static byte[] publicKey(Scalar secret) {
    return Constants.RISTRETTO_GENERATOR_TABLE.multiply(secret).compress().toByteArray();
  }

  /** A challenge of 64 bytes as a scalar. */
  static Scalar scalar(Transcript transcript, String label) {
    return Scalar.fromBytesModOrderWide(transcript.challenge(label, WIDE_SCALAR_SIZE));
  }

  private static Scalar challenge(Transcript transcript, byte[] commitment) {
    transcript.append("sign:R", commitment);
    return scalar(transcript, "sign:c");
  }

  private static Transcript transcript(byte[] publicKey, byte[] message) {
    Transcript transcript = CONTEXT.copy();
    transcript.append("sign-bytes", message);
    transcript.append("proto-name", "Schnorr-sig".getBytes(StandardCharsets.US_ASCII));
    transcript.append("sign:pk", publicKey);
    return transcript;
  }

  private static Transcript context() {
    Transcript transcript = Transcript.of("SigningContext");
    transcript.append("", "substrate".getBytes(StandardCharsets.US_ASCII));
    return transcript;
  }
}
