package dev.runtimebridge.fetcher.port;

/** The log did not take or give what it was asked for. */
public abstract sealed class LogException extends Exception {

  private LogException(String message, Throwable cause) {
    super(message, cause);
  }

  private LogException(String message) {
    super(message);
  }

  /** The cluster is away, full or slow; it may be back at any moment. */
  public static final class Unavailable extends LogException {
    /** Names what was tried and what happened. */
    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Another fetcher took over. */
  public static final class Fenced extends LogException {
    /** Names how this was noticed. */
    public Fenced(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The log holds what this fetcher cannot go on from; a person has to look. */
  public static final class Unreadable extends LogException {
    /** Names the topic, the offset and what was wrong there. */
    public Unreadable(String message) {
      super(message);
    }
  }
}
