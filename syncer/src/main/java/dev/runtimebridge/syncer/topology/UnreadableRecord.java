package dev.runtimebridge.syncer.topology;

/** A record that says nothing this version understands; the partition stops at it. */
public final class UnreadableRecord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was not understood. */
  public UnreadableRecord(String message) {
    super(message);
  }

  /** Says where, and what was not understood. */
  public UnreadableRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
