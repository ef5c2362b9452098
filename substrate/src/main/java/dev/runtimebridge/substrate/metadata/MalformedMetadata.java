package dev.runtimebridge.substrate.metadata;

/** Bytes that are no runtime metadata of a version that is known here. */
public final class MalformedMetadata extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names the version or the part that was wrong. */
  public MalformedMetadata(String message) {
    super(message);
  }

  MalformedMetadata(String message, Throwable cause) {
    super(message, cause);
  }
}
