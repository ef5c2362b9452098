package dev.runtimebridge.devnet.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.runtimebridge.devnet.node.DevNode;
import dev.runtimebridge.devnet.node.Faults;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * The port's server.
 *
 * <pre>
 * GET  /status                                          → heights and addresses
 * GET  /count                                           → what transactions did on the parachain, and what stands there twice
 * GET  /faults                                          → {"relay-0":{…},…}
 * POST /faults  {"node":"relay-0","faults":{"stall":true}} → the node's faults from now on; what is not named is sound
 * POST /drop    {"node":"relay-0"}                      → cuts its connections once
 * POST /produce {"relayBlocks":10}                      → the status after it
 * POST /reorganise {"blocks":2}                         → the next so many parachain blocks with transactions are replaced once
 * POST /upgrade {"paraBlock":200}                       → that block writes the code of the next runtime
 * </pre>
 */
public final class ControlServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BODY = 64 * 1024;
  private static final int MAX_BLOCKS = 10_000;

  private final Executor executor;
  private final Map<String, DevNode> nodes = new TreeMap<>();
  private final Controls controls;
  private final HttpServer server;

  /**
   * Opens the port.
   *
   * @param controls what is asked of the devnet as a whole
   * @param port loopback port, 0 for a free one
   */
  public ControlServer(
      Vertx vertx, Executor executor, List<DevNode> nodes, Controls controls, int port) {
    this.executor = executor;
    this.controls = controls;
    nodes.forEach(node -> this.nodes.put(node.name(), node));
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(this::received)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** Where the port is. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  private void received(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() > MAX_BODY) {
            request.connection().close();
          } else {
            body.appendBuffer(part);
          }
        });
    request.endHandler(end -> executor.execute(() -> answer(request, body)));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    response.putHeader("content-type", "application/json");
    try {
      JsonNode given = JSON.readTree(body.length() == 0 ? "{}" : body.toString());
      response.end(JSON.writeValueAsString(handle(request.method() + " " + request.path(), given)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String what = e.getMessage() == null ? "bad request" : e.getMessage();
      response.setStatusCode(400).end(JSON.createObjectNode().put("error", what).toString());
    }
  }

  private Object handle(String what, JsonNode given) throws JsonProcessingException {
    return switch (what) {
      case "GET /status" -> controls.status();
      case "GET /count" -> controls.count();
      case "GET /faults" -> faults();
      case "POST /faults" -> {
        node(given).setFaults(parse(given.path("faults")));
        yield faults();
      }
      case "POST /drop" -> {
        node(given).dropConnections();
        yield faults();
      }
      case "POST /produce" -> {
        controls.produce((int) number(given, "relayBlocks", 1, MAX_BLOCKS));
        yield controls.status();
      }
      case "POST /reorganise" -> {
        controls.reorganiseNext((int) number(given, "blocks", 1, MAX_BLOCKS));
        yield controls.status();
      }
      case "POST /upgrade" -> {
        controls.upgradeRuntimeAt(number(given, "paraBlock", -1, 0xffff_ffffL));
        yield controls.status();
      }
      default ->
          throw new IllegalArgumentException(
              what
                  + " is not known: GET /status, GET /count, GET or POST /faults, POST /drop, POST /produce, POST /reorganise, POST /upgrade");
    };
  }

  private static long number(JsonNode given, String name, long absent, long most) {
    long number = given.path(name).asLong(absent);
    if (number < 0 || number > most) {
      throw new IllegalArgumentException(name + " is " + number + ", it must be 0 to " + most);
    }
    return number;
  }

  private Map<String, Faults> faults() {
    Map<String, Faults> faults = new TreeMap<>();
    nodes.forEach((name, node) -> faults.put(name, node.faults()));
    return faults;
  }

  private DevNode node(JsonNode given) {
    String name = given.path("node").asText();
    DevNode node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("no node \"" + name + "\", there are " + nodes.keySet());
    }
    return node;
  }

  private static Faults parse(JsonNode given) throws JsonProcessingException {
    ObjectNode faults = JSON.valueToTree(Faults.NONE);
    given.properties().forEach(each -> faults.set(each.getKey(), each.getValue()));
    return JSON.treeToValue(faults, Faults.class);
  }
}
