package dev.runtimebridge.devnet.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's WebSocket client, one call at a time. */
public final class WireClient implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLOSED = "closed";

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int lastId;

  /** Connects. */
  public WireClient(URI endpoint) {
    socket = http.newWebSocketBuilder().buildAsync(endpoint, new Receiver()).join();
  }

  /** The whole answer to one call. */
  public JsonNode call(String method, Object... params) throws Exception {
    ObjectNode request = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", ++lastId);
    ArrayNode list = request.put("method", method).putArray("params");
    for (Object param : params) {
      list.add(JSON.valueToTree(param));
    }
    send(request.toString());
    JsonNode answer = next();
    if (answer.path("id").asInt() != lastId) {
      throw new AssertionError("answer to another call: " + answer);
    }
    return answer;
  }

  /** The result of a call that must succeed. */
  public JsonNode result(String method, Object... params) throws Exception {
    JsonNode answer = call(method, params);
    if (!answer.has("result")) {
      throw new AssertionError(method + " was answered by " + answer);
    }
    return answer.get("result");
  }

  /** The error of a call that must fail. */
  public JsonNode error(String method, Object... params) throws Exception {
    JsonNode answer = call(method, params);
    if (!answer.has("error")) {
      throw new AssertionError(method + " was answered by " + answer);
    }
    return answer.get("error");
  }

  /** Sends a text as it is. */
  public void send(String text) {
    socket.sendText(text, true).join();
  }

  /** The next message. */
  public JsonNode next() throws Exception {
    String text = received.poll(10, TimeUnit.SECONDS);
    if (text == null || text.equals(CLOSED)) {
      throw new AssertionError(text == null ? "no message in 10 s" : "the connection was cut");
    }
    return JSON.readTree(text);
  }

  boolean isSilentFor(long millis) throws InterruptedException {
    return received.poll(millis, TimeUnit.MILLISECONDS) == null;
  }

  boolean isCut() throws InterruptedException {
    return CLOSED.equals(received.poll(10, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        received.add(part.toString());
        part.setLength(0);
      }
      return WebSocket.Listener.super.onText(from, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      received.add(CLOSED);
      return WebSocket.Listener.super.onClose(from, code, reason);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      received.add(CLOSED);
    }
  }
}
