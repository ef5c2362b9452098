package dev.runtimebridge.fetcher.adapter.rpc;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import dev.runtimebridge.chainrpc.Json;
import dev.runtimebridge.chainrpc.JsonReader;
import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of relay-chain and parachain nodes. */
class NodeAnswersFuzzTest extends FuzzTests {
  private static final ChainPoint BLOCK = new ChainPoint(1, Hash256.ZERO);
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<JsonReader<?>> READERS =
      List.of(
          StorageChangesJson::single,
          RpcNode::grandpaJustification,
          RpcNode::proofNodes,
          RpcNode::entry,
          json -> Json.list(json, StatePages::entry),
          json -> RuntimeVersionJson.runtime(json, BLOCK, Bytes.EMPTY));

  @MethodSource("answers")
  @Fuzz
  void answer(byte[] input) {
    String text = new String(input, UTF_8);
    for (JsonReader<?> reader : READERS) {
      onlyDeclared(
          input,
          () -> {
            try (var json = JSON.createParser(text)) {
              json.nextToken();
              var _ = reader.read(json);
            }
          },
          IOException.class);
    }
  }

  static Stream<byte[]> answers() {
    return Stream.of(
            "[{\"mainStorageChanges\":[[\"0x01\",\"0x\"],[\"0x02\",null]],\"childStorageChanges\":[[\"0x03\",[[\"0x04\",\"0x05\"]]]]}]",
            "{\"block\":{},\"justifications\":[[[70,82,78,75],[1,2,255]],[\"0x46524e4b\",\"0x01\"]]}",
            "{\"block\":{},\"justifications\":null}",
            "{\"at\":\"0x00\",\"proof\":[\"0x\",\"0x0102\"]}",
            "[\"0x01\",\"0x02\"]",
            "[[\"0x01\",null],[\"0x01\",\"0x02\"]]",
            "{\"specName\":\"khala\",\"specVersion\":1251,\"transactionVersion\":\"0x6\",\"apis\":[[\"0x1\",2]]}")
        .map(text -> text.getBytes(UTF_8));
  }
}
