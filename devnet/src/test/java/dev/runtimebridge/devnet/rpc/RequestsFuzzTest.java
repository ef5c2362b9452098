package dev.runtimebridge.devnet.rpc;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests to a simulated node. */
class RequestsFuzzTest extends FuzzTests {
  private static final RpcModule MODULE =
      new RpcModule.Builder()
          .method("chain_getBlockHash", params -> params.hash(0).map(Object::toString).orElse(null))
          .method("state_getReadProof", params -> params.bytesList(0).size())
          .build();
  private static final JsonRpc RPC = new JsonRpc(MODULE, new Interference() {}, RpcLimits.DEFAULT);

  @MethodSource("requests")
  @Fuzz
  void request(byte[] input) {
    onlyDeclared(input, () -> RPC.answer(new String(input, UTF_8), null));
  }

  static Stream<byte[]> requests() {
    return Stream.of(
            "{\"id\":1,\"method\":\"chain_getBlockHash\",\"params\":[\"0x01\"]}",
            "{\"id\":1,\"method\":\"state_getReadProof\",\"params\":[[\"0x01\"],\"0x02\"]}",
            "[{\"id\":\"a\",\"method\":\"x\",\"params\":{}},{\"method\":\"y\"}]")
        .map(text -> text.getBytes(UTF_8));
  }
}
