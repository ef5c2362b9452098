package dev.runtimebridge.substrate.key;

import dev.runtimebridge.substrate.Bytes;

/** The X25519 key pair for whom secrets are sealed; {@link #close()} wipes the private key. */
@SuppressWarnings("DoNotCallSuggester")
public final class SealingKeyPair implements AutoCloseable {
  /** Number of bytes of either key. */
  public static final int KEY_SIZE = 32;

  private SealingKeyPair() {}

  /** A new pair from the system's random numbers. */
  public static SealingKeyPair generate() {
    throw new UnsupportedOperationException();
  }

  /**
   * The pair of a private key, which the caller wipes.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   */
  public static SealingKeyPair fromPrivateKey(byte[] privateKey) {
    throw new UnsupportedOperationException();
  }

  /** First 8 bytes of blake2b-256 of a public key, hex: names it in the log. */
  public static String keyId(Bytes publicKey) {
    throw new UnsupportedOperationException();
  }

  /** For whom to seal. */
  public Bytes publicKey() {
    throw new UnsupportedOperationException();
  }

  /** {@link #keyId(Bytes)} of the public key. */
  public String keyId() {
    throw new UnsupportedOperationException();
  }

  /** A copy of the private key, which the caller wipes. */
  public byte[] privateKey() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
