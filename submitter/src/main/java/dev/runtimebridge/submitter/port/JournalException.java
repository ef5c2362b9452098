package dev.runtimebridge.submitter.port;

/** The journal or the feed of requests did not take or give what it was asked for. */
public abstract sealed class JournalException extends Exception {
  private static final long serialVersionUID = 1L;

  private JournalException(String message, Throwable cause) {
    super(message, cause);
  }

  private JournalException(String message) {
    super(message);
  }

  /**
   * The cluster is away, full or slow; it may be back at any moment. Whether the last append became
   * durable is not known before the journal was opened again.
   */
  public static final class Unavailable extends JournalException {
    private static final long serialVersionUID = 1L;

    /** Names what was tried and what happened. */
    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Another submitter took over; nothing may be sent any more. */
  public static final class Fenced extends JournalException {
    private static final long serialVersionUID = 1L;

    /** Names how this was noticed. */
    public Fenced(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The log holds what this submitter cannot go on from; a person has to look. */
  public static final class Unreadable extends JournalException {
    private static final long serialVersionUID = 1L;

    /** Names the topic, the offset and what was wrong there. */
    public Unreadable(String message) {
      super(message);
    }
  }
}
