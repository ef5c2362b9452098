package dev.runtimebridge.fetcher.adapter.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.runtimebridge.fetcher.adapter.rpc.RpcMessage.Answer;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageChanges;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcMessageTest {

  private static <T> T result(String json, RpcMessage.ResultReader<T> reader) throws IOException {
    Answer<T> answer =
        RpcMessage.of("{\"jsonrpc\":\"2.0\",\"result\":" + json + ",\"id\":3}").answer(reader);
    return ((Answer.Result<T>) answer).value();
  }

  @Test
  void shouldFindTheIdAfterTheResult() throws IOException {
    RpcMessage message = RpcMessage.of("{\"result\":{\"id\":9,\"a\":[1]},\"id\":3}");
    assertEquals(3L, message.id());
  }

  @Test
  void shouldKnowANotification() throws IOException {
    RpcMessage message =
        RpcMessage.of(
            "{\"jsonrpc\":\"2.0\",\"method\":\"chain_finalizedHead\",\"params\":{\"id\":1}}");
    assertEquals("chain_finalizedHead", message.notification());
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

  @Test
  void shouldTellAnEmptyValueFromARemoval() throws IOException {
    Bytes encoded =
        result(
            "[{\"mainStorageChanges\":[[\"0x01\",\"0x\"],[\"0x02\",null]],"
                + "\"childStorageChanges\":[[\"0x03\",[[\"0x04\",\"0x05\"]]]]}]",
            StorageChangesJson::single);
    StorageChanges changes = StorageChanges.decode(encoded.toByteArray());
    assertEquals(Optional.of(Bytes.EMPTY), changes.main().get(0).value());
    assertEquals(Optional.empty(), changes.main().get(1).value());
    assertEquals(
        List.of(Bytes.fromHex("05")),
        List.of(changes.child().get(0).changes().get(0).value().orElseThrow()));
  }
}
