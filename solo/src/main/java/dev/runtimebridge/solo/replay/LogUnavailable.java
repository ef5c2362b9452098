package dev.runtimebridge.solo.replay;

/** There is no log where one was said to be, or it does not answer. */
final class LogUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogUnavailable(String message) {
    super(message);
  }

  LogUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
