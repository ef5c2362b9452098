package dev.runtimebridge.chainrpc;

/** A node did not give what it was asked for. */
public abstract sealed class RpcException extends Exception {

  private RpcException(String message, Throwable cause) {
    super(message, cause);
  }

  private RpcException(String message) {
    super(message);
  }

  /** The node cannot be reached or did not answer in time; it may be back at any moment. */
  public static final class Unavailable extends RpcException {
    /** Names what was tried and what happened. */
    public Unavailable(String message) {
      super(message);
    }

    /** Names what was tried and what happened. */
    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The node answered with an error object of JSON-RPC. */
  public static final class Refused extends RpcException {
    private final String method;
    private final int code;
    private final String said;

    /**
     * The node's own error.
     *
     * @param method that was called, led by the endpoint
     * @param code as the node sent it, such as -32601 for a method that it does not have
     * @param said the node's message and data
     */
    public Refused(String method, int code, String said) {
      super("%s was refused with code %d: %s".formatted(method, code, said));
      this.method = method;
      this.code = code;
      this.said = said;
    }

    /** What was called, led by the endpoint. */
    public String method() {
      return method;
    }

    /** The node's error code, such as 1010 for a transaction that is not valid. */
    public int code() {
      return code;
    }

    /** The node's message, followed by its data where that is text. */
    public String said() {
      return said;
    }
  }

  /** What the node sent is not what a Substrate node sends. */
  public static final class Malformed extends RpcException {
    /** Names what was sent and what was expected. */
    public Malformed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
