package dev.runtimebridge.chainrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.chainrpc.RpcMessage.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcMessageTest {

  private static <T> T result(String json, JsonReader<T> reader) throws IOException {
    Answer<T> answer =
        RpcMessage.of("{\"jsonrpc\":\"2.0\",\"result\":" + json + ",\"id\":3}").answer(reader);
    return ((Answer.Result<T>) answer).value();
  }

  @Test
  void shouldFindTheIdAfterTheResult() throws IOException {
    RpcMessage message = RpcMessage.of("{\"result\":{\"id\":9,\"a\":[1]},\"id\":3}");
    assertEquals(3L, message.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a1\"", "17", "\"\\\"\""})
  void shouldKnowWhoseNotificationItIs(String name) throws IOException {
    RpcMessage message =
        RpcMessage.of(
            "{\"jsonrpc\":\"2.0\",\"method\":\"chain_finalizedHead\",\"params\":{\"result\":\"x\",\"subscription\":"
                + name
                + "}}");
    assertEquals(name, message.subscription());
    assertEquals("x", message.notice(Json::text));
  }

  @Test
  void shouldTellANodesError() throws IOException {
    RpcMessage message =
        RpcMessage.of(
            "{\"id\":3,\"error\":{\"code\":-32601,\"message\":\"Method not found\",\"data\":\"x\"}}");
    var failure = assertInstanceOf(Answer.Failure.class, message.answer(Json::text));
    assertEquals(-32601, failure.code());
    assertEquals("Method not found: x", failure.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{}", "{\"id\":", "{\"id\":\"a\"}", "<html>"})
  void shouldRefuseWhatIsNoMessage(String text) {
    assertThrows(IOException.class, () -> RpcMessage.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"0xzz\"", "\"0x1\"", "{}", "[]"})
  void shouldRefuseWhatAreNoBytes(String json) {
    assertThrows(IOException.class, () -> result(json, Json::bytes));
  }

  @Test
  void shouldRefuseBottomlessNesting() {
    String deep = "[".repeat(2000);
    assertThrows(IOException.class, () -> RpcMessage.of("{\"a\":" + deep));
  }

  @Test
  void shouldReadBlockNumbersOfAnyWidth() throws IOException {
    assertEquals(0x44L, result("\"0x44\"", Json::number));
    assertEquals(0x44L, result("\"0x00000044\"", Json::number));
    assertEquals(68L, result("68", Json::number));
  }
}
