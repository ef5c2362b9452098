package dev.runtimebridge.submitter.adapter.rpc;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import dev.runtimebridge.chainrpc.JsonReader;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of parachain nodes. */
class NodeAnswersFuzzTest extends FuzzTests {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<JsonReader<?>> READERS =
      List.of(RpcParaNode::extrinsics, RpcParaNode::runtimeVersion, RpcParaNode::u32);

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
    onlyDeclared(input, () -> SubmitErrors.answer(1010, text));
  }

  static Stream<byte[]> answers() {
    return Stream.of(
            "{\"block\":{\"header\":{},\"extrinsics\":[\"0x0102\",\"0x\"]},\"justifications\":null}",
            "{\"specName\":\"khala\",\"specVersion\":1251,\"transactionVersion\":6,\"apis\":[]}",
            "7",
            "-1",
            "{\"a\":[1]}")
        .map(text -> text.getBytes(UTF_8));
  }
}
