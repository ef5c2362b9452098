package dev.runtimebridge.substrate.scale;

/** Bytes that are not the SCALE encoding of what was to be read; the only error of a decoder. */
public final class MalformedScale extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names the value, the position and what was wrong. */
  public MalformedScale(String message) {
    super(message);
  }
}
