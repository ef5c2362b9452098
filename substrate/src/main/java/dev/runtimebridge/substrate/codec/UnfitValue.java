package dev.runtimebridge.substrate.codec;

/** A value that the runtime's type has no place for. */
public final class UnfitValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names the value and the type. */
  public UnfitValue(String message) {
    super(message);
  }
}
