package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.devnet.rpc.RpcLimits;
import dev.runtimebridge.substrate.Bytes;

/**
 * Counts what an answer will hold while it is put together, so that one too long is given up before
 * it fills the memory.
 */
final class AnswerBound {
  private long characters;

  void add(Bytes bytes) throws RpcException {
    characters += 2L * bytes.length() + 6;
    if (characters > RpcLimits.DEFAULT.maxResponseBytes()) {
      throw new RpcException(-32008, "Response is too big");
    }
  }
}
