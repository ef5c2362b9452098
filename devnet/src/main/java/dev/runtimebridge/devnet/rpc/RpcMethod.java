package dev.runtimebridge.devnet.rpc;

import org.jspecify.annotations.Nullable;

/** One method of a node. It may take its time: it never runs on an event loop. */
@FunctionalInterface
public interface RpcMethod {

  /**
   * Answers one call.
   *
   * @return what Jackson can write, or null for JSON's null
   * @throws RpcException for an answer that is an error
   */
  @Nullable Object call(RpcParams params) throws RpcException;
}
