package dev.runtimebridge.devnet.rpc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that is answered with an error object. The numbers and texts are those that Substrate
 * nodes send.
 */
public final class RpcException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final @Nullable String data;

  /** An error with its code and its message. */
  public RpcException(int code, String message) {
    this(code, message, null);
  }

  /**
   * An error with more to say.
   *
   * @param data what stands beside the message; null for nothing
   */
  public RpcException(int code, String message, @Nullable String data) {
    super(message);
    this.code = code;
    this.data = data;
  }

  /** JSON-RPC's own "invalid params". */
  public static RpcException invalidParams(String what) {
    return new RpcException(-32602, "Invalid params: " + what);
  }

  /** JSON-RPC's own "method not found". */
  public static RpcException methodNotFound() {
    return new RpcException(-32601, "Method not found");
  }

  /** The number that tells one kind of error from another. */
  public int code() {
    return code;
  }

  /** What stands beside the message, if anything does. */
  public Optional<String> data() {
    return Optional.ofNullable(data);
  }
}
