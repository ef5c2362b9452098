package dev.runtimebridge.substrate.key;

/** Key files as polkadot-js exports them, version 3, with a password or without. */
@SuppressWarnings("DoNotCallSuggester")
public final class KeyFile {
  private KeyFile() {}

  /**
   * The key pair in the file {@code json}. The caller wipes the password; it is empty for a file
   * that is not encrypted.
   *
   * @throws InvalidSecret if the file is of another kind or broken, or the password wrong
   */
  public static Sr25519KeyPair open(String json, char[] password) throws InvalidSecret {
    throw new UnsupportedOperationException();
  }
}
