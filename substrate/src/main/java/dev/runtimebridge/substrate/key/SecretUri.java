package dev.runtimebridge.substrate.key;

/**
 * Secrets as people write them: a mnemonic or a seed in hex, then junctions, then a password:
 * {@code <phrase>//hard/soft///password}. Without a phrase it is that of development chains, as in
 * {@code //Alice}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class SecretUri {
  private SecretUri() {}

  /**
   * The key pair that {@code uri} names. The caller wipes the array.
   *
   * @throws InvalidSecret if a word is unknown, the checksum or the form wrong
   */
  public static Sr25519KeyPair open(char[] uri) throws InvalidSecret {
    throw new UnsupportedOperationException();
  }
}
