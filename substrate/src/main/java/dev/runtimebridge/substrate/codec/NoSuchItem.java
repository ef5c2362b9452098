package dev.runtimebridge.substrate.codec;

/** The runtime has no pallet, call, storage item or extension of the name that was asked for. */
public final class NoSuchItem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names what is missing. */
  public NoSuchItem(String message) {
    super(message);
  }
}
