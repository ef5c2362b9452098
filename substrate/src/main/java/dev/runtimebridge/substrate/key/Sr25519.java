package dev.runtimebridge.substrate.key;

/** Verifies sr25519 signatures in the signing context {@code substrate}. Safe for all threads. */
@SuppressWarnings("DoNotCallSuggester")
public final class Sr25519 {
  /** Number of bytes of a public key. */
  public static final int PUBLIC_KEY_SIZE = 32;

  /** Number of bytes of a signature. */
  public static final int SIGNATURE_SIZE = 64;

  private Sr25519() {}

  /**
   * Whether {@code signature} is that of {@code publicKey} over {@code message}; false for bytes of
   * wrong length or form.
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    throw new UnsupportedOperationException();
  }
}
