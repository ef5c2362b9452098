package dev.runtimebridge.substrate.key;

/**
 * An sr25519 secret key and its account. Many threads may sign at once; {@link #close()} wipes the
 * secret, after which nothing can be signed.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Sr25519KeyPair implements AutoCloseable {
  /** Number of bytes of a secret key. */
  public static final int SECRET_KEY_SIZE = 64;

  /** Number of bytes of a seed, also called mini secret. */
  public static final int SEED_SIZE = 32;

  private Sr25519KeyPair() {}

  /** The pair of a 32-byte seed, which the caller wipes. */
  public static Sr25519KeyPair fromSeed(byte[] seed) {
    throw new UnsupportedOperationException();
  }

  /**
   * The pair of a 64-byte secret key in the ed25519-expanded form (scalar times 8, then the key's
   * nonce), which the caller wipes.
   *
   * @throws InvalidSecret if it is none
   */
  public static Sr25519KeyPair fromSecretKey(byte[] secretKey) throws InvalidSecret {
    throw new UnsupportedOperationException();
  }

  /** The child that a hard junction leads to; only who has the secret can find its account. */
  public Sr25519KeyPair deriveHard(byte[] chainCode) {
    throw new UnsupportedOperationException();
  }

  /** The child that a soft junction leads to. */
  public Sr25519KeyPair deriveSoft(byte[] chainCode) {
    throw new UnsupportedOperationException();
  }

  /** The public key, which is the account. */
  public AccountId account() {
    throw new UnsupportedOperationException();
  }

  /** 64 bytes of signature over {@code message}, another one at each call. */
  public byte[] sign(byte[] message) {
    throw new UnsupportedOperationException();
  }

  /** A copy of the secret key in the ed25519-expanded form, which the caller wipes. */
  public byte[] secretKey() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
