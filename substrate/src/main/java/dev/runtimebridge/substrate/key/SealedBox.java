package dev.runtimebridge.substrate.key;

import dev.runtimebridge.substrate.Bytes;

/**
 * A pool operator's secret, sealed so that only the submitter can open it: HPKE (RFC 9180) base
 * mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305.
 *
 * @param encapsulatedKey what the receiver needs to find the shared key
 * @param ciphertext the sealed bytes and their tag
 */
@SuppressWarnings("DoNotCallSuggester")
public record SealedBox(Bytes encapsulatedKey, Bytes ciphertext) {

  /** The bytes that bind a box to a pool and an account, so that it opens for no other. */
  public static byte[] additionalData(long pid, AccountId operator) {
    throw new UnsupportedOperationException();
  }

  /**
   * Seals {@code plaintext}, which the caller wipes.
   *
   * @throws IllegalArgumentException if the public key is no X25519 key
   */
  public static SealedBox seal(Bytes publicKey, byte[] additionalData, byte[] plaintext) {
    throw new UnsupportedOperationException();
  }

  /**
   * The bytes that were sealed, which the caller wipes.
   *
   * @throws InvalidSecret if the box is for another key, for other data, or broken
   */
  public byte[] open(SealingKeyPair keys, byte[] additionalData) throws InvalidSecret {
    throw new UnsupportedOperationException();
  }
}
