package dev.runtimebridge.substrate.key;

/** A text is no SS58 address; the message names the text, what is wrong with it and what to do. */
public final class InvalidAddress extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidAddress(String message) {
    super(message);
  }
}
