package dev.runtimebridge.solo.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * State roots of the parachain as its node tells them, asked past the bridge: the demo must not
 * believe the log that it wants to check.
 */
final class ParaChainState {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** Some nodes take an offer to speak HTTP/2 for a WebSocket handshake. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ObjectMapper json = new ObjectMapper();
  private final Map<Long, String> roots = new ConcurrentHashMap<>();
  private final URI node;

  /**
   * @param node WebSocket address of the node, which answers HTTP on the same port
   */
  ParaChainState(URI node) {
    this.node = URI.create("http://" + node.getAuthority());
  }

  /** State root after block {@code number}, hex without 0x; empty if the node does not tell. */
  String rootAt(long number) {
    return roots.computeIfAbsent(number, this::ask);
  }

  private String ask(long number) {
    JsonNode hash = call("chain_getBlockHash", json.createArrayNode().add(number));
    JsonNode header = call("chain_getHeader", json.createArrayNode().add(hash));
    return header.path("stateRoot").asText("").replaceFirst("^0x", "");
  }

  private JsonNode call(String method, ArrayNode parameters) {
    var request = json.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    request.set("params", parameters);
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(node)
                  .timeout(DEADLINE)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                  .build(),
              BodyHandlers.ofString());
      return json.readTree(answer.body()).path("result");
    } catch (IOException e) {
      throw new IllegalStateException("the node at " + node + " did not answer " + method, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + node, e);
    }
  }
}
