package dev.runtimebridge.syncer.port;

/** The log could not be read or written now, or has not what was asked for; says why. */
public final class LogUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is not there. */
  public LogUnavailable(String message) {
    super(message);
  }

  /** Says what failed, and because of what. */
  public LogUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
