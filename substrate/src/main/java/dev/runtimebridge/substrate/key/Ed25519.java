package dev.runtimebridge.substrate.key;

/** Verifies ed25519 signatures as in RFC 8032. Safe for all threads. */
public final class Ed25519 {
  private Ed25519() {}

  /**
   * Whether {@code signature} is that of {@code publicKey} over {@code message}; false for bytes of
   * wrong length or form.
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    throw new UnsupportedOperationException();
  }
}
