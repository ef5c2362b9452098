package dev.runtimebridge.submitter.port;

/** A node did not give what it was asked for. The type says what that means for the node. */
public abstract sealed class NodeException extends Exception {
  private static final long serialVersionUID = 1L;

  private NodeException(String message) {
    super(message);
  }

  private NodeException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The node cannot be reached or did not answer in time; it may be back at any moment. */
  public static final class Unavailable extends NodeException {
    private static final long serialVersionUID = 1L;

    /** Names what was tried and what happened. */
    public Unavailable(String message) {
      super(message);
    }

    /** Names what was tried and what happened. */
    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The node answered that it cannot or will not: an error object of JSON-RPC. */
  public static final class Refused extends NodeException {
    private static final long serialVersionUID = 1L;

    /** Names the method, the code and the node's own words. */
    public Refused(String message) {
      super(message);
    }
  }

  /** What the node sent is not what a Substrate node sends, or does not fit what it sent before. */
  public static final class Unverified extends NodeException {
    private static final long serialVersionUID = 1L;

    /** Names what was sent and what was expected. */
    public Unverified(String message) {
      super(message);
    }

    /** Names what was sent and what was expected. */
    public Unverified(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
