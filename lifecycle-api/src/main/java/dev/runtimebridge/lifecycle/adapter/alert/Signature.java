package dev.runtimebridge.lifecycle.adapter.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages as Standard Webhooks has it, for which there are libraries in many languages: HMAC
 * with SHA-256 over id, time and body.
 *
 * @see <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>
 */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final int LEAST = 24;
  private static final int MOST = 64;

  private final SecretKeySpec key;

  private Signature(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * By a secret in its usual form.
   *
   * @throws IllegalArgumentException if it is none; the message does not show it
   */
  static Signature by(String secret) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(secret.strip().replaceFirst("^" + PREFIX, ""));
    } catch (IllegalArgumentException e) {
      // The cause would show a character of the secret.
      throw new IllegalArgumentException(
          "it holds something else than %s and base64".formatted(PREFIX));
    }
    if (bytes.length < LEAST || bytes.length > MOST) {
      throw new IllegalArgumentException(
          "it holds a secret of %d bytes: expected %d to %d".formatted(bytes.length, LEAST, MOST));
    }
    return new Signature(bytes);
  }

  /** The value of the header {@code webhook-signature}. */
  String of(String id, long unixSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update("%s.%d.".formatted(id, unixSeconds).getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "Signature[secret not shown]";
  }
}
