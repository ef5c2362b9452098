package dev.runtimebridge.fetcher.port;

import dev.runtimebridge.substrate.hash.Hash256;
import java.util.Locale;

/** A node did not give what it was asked for. The type says what that means for the node. */
public abstract sealed class NodeException extends Exception {

  private NodeException(String message) {
    super(message);
  }

  private NodeException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The node cannot be reached or did not answer in time; it may be back at any moment. */
  public static final class Unavailable extends NodeException {
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
    private final int code;

    /**
     * The node's own error.
     *
     * @param code as the node sent it, such as -32601 for a method that it does not have
     */
    public Refused(String method, int code, String nodeMessage) {
      this("%s was refused with code %d: %s".formatted(method, code, nodeMessage), code);
    }

    private Refused(String message, int code) {
      super(message);
      this.code = code;
    }

    /** The node has no such block, though it is on the chain that the node follows. */
    public static Refused unknownBlock(String endpoint, String method, Hash256 block) {
      return new Refused("%s: to %s, %s is an unknown block".formatted(endpoint, method, block), 0);
    }

    /** Whether the node does not know the method. */
    public boolean methodUnknown() {
      return code == -32601 || said().contains("method not found");
    }

    /** Whether the node once had what was asked for and does not keep it. */
    public boolean historyMissing() {
      String said = said();
      return said.contains("discarded")
          || said.contains("body not found")
          || said.contains("pruned")
          || said.contains("unknownblock")
          || said.contains("unknown block")
          || said.contains("header was not found");
    }

    private String said() {
      return String.valueOf(getMessage()).toLowerCase(Locale.ROOT);
    }
  }

  /** What the node sent is not what a Substrate node sends, or fails verification. */
  public static final class Unverified extends NodeException {
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
