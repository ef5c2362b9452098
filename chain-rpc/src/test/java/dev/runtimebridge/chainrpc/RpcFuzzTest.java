package dev.runtimebridge.chainrpc;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever may answer where a node was expected. */
class RpcFuzzTest extends FuzzTests {
  private static final List<JsonReader<?>> READERS =
      List.of(
          Json::text,
          Json::bytes,
          Json::hash,
          Json::header,
          Json::number,
          Json::byteArray,
          json -> Json.nullable(json, Json::header),
          json -> Json.list(json, Json::bytes),
          json -> Json.list(json, each -> Json.nullable(each, Json::hash)),
          json -> Json.field(json, "methods", all -> Json.list(all, Json::text)),
          RpcFuzzTest::skipped);

  @MethodSource("messages")
  @Fuzz
  void message(byte[] input) {
    String text = new String(input, UTF_8);
    onlyDeclared(
        input,
        () -> {
          RpcMessage message = RpcMessage.of(text);
          for (JsonReader<?> reader : READERS) {
            onlyDeclared(input, () -> message.answer(reader), IOException.class);
            onlyDeclared(input, () -> message.notice(reader), IOException.class);
          }
        },
        IOException.class);
  }

  private static boolean skipped(JsonParser json) throws IOException {
    json.skipChildren();
    return true;
  }

  static Stream<byte[]> messages() {
    String hash = '"' + "0x" + "11".repeat(32) + '"';
    String header =
        "{\"parentHash\":%s,\"number\":\"0x44\",\"stateRoot\":%s,\"extrinsicsRoot\":%s,\"digest\":{\"logs\":[\"0x0642414245100101\",\"0x08\"]}}"
            .formatted(hash, hash, hash);
    return Stream.of(
            answer(header),
            answer("[" + hash + ",null]"),
            answer("\"0x1234\""),
            answer("[1,2,255]"),
            answer("18446744073709551616"),
            answer("{\"methods\":[\"a\",\"b\"],\"version\":1}"),
            "{\"id\":1,\"error\":{\"code\":-32601,\"message\":\"Method not found\",\"data\":{\"a\":[1]}}}",
            "{\"method\":\"chain_finalizedHead\",\"params\":{\"result\":%s,\"subscription\":17}}"
                .formatted(header),
            "{\"method\":\"x\",\"params\":{\"subscription\":\"a1\",\"result\":null}}")
        .map(text -> text.getBytes(UTF_8));
  }

  private static String answer(String result) {
    return "{\"jsonrpc\":\"2.0\",\"result\":%s,\"id\":3}".formatted(result);
  }
}
