package dev.runtimebridge.substrate.key;

/**
 * A text or a file is no secret that can be used. The message says what is wrong and what to do,
 * and never any part of the secret.
 */
public final class InvalidSecret extends Exception {
  private static final long serialVersionUID = 1L;

  /** The message says what is wrong and what to do, and nothing of the secret. */
  public InvalidSecret(String message) {
    super(message);
  }
}
