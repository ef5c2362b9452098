package dev.runtimebridge.dispatcher.port;

/** A call to a worker that came to nothing that counts; it can be made again. */
public final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1;

  /** Why, for programs. */
  public enum Reason {
    /** The worker's endpoint is no address. */
    NO_ADDRESS,
    /** Nobody takes the connection, or it broke. */
    UNREACHABLE,
    /** It took too long. */
    TIMED_OUT,
    /** The answer says that it is none, as a busy worker's does. */
    REFUSED,
    /** More bytes than any answer has. */
    TOO_LARGE,
    /** No such message. */
    MALFORMED,
    /** A result or a signature of another size. */
    WRONG_SIZE,
    /** Not signed by the worker that was drawn. */
    NOT_SIGNED_BY_WORKER
  }

  private final Reason reason;

  /** Without a cause that would tell more. */
  public NoAnswer(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Why, for programs. */
  public Reason reason() {
    return reason;
  }
}
