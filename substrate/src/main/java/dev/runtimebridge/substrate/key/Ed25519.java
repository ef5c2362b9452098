package dev.runtimebridge.substrate.key;

import static org.bouncycastle.math.ec.rfc8032.Ed25519.PUBLIC_KEY_SIZE;
import static org.bouncycastle.math.ec.rfc8032.Ed25519.SIGNATURE_SIZE;

/**
 * Verifies ed25519 signatures as in RFC 8032. Nodes follow ZIP-215, which also takes encodings that
 * no honest signer makes; those are refused here. Safe for all threads.
 */
public final class Ed25519 {
  private Ed25519() {}

  /**
   * Whether {@code signature} is that of {@code publicKey} over {@code message}; false for bytes of
   * wrong length or form.
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return publicKey.length == PUBLIC_KEY_SIZE
        && signature.length == SIGNATURE_SIZE
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature, 0, publicKey, 0, message, 0, message.length);
  }
}
