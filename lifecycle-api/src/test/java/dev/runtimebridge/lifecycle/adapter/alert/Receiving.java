package dev.runtimebridge.lifecycle.adapter.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An HTTP server that takes what is posted, as well or as badly as it is told. */
final class Receiving implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpServer server;
  private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
  private final Deque<Behaviour> next = new ConcurrentLinkedDeque<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** What came. */
  record Posted(String path, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst()
          .orElse("");
    }

    JsonObject json() {
      return new JsonObject(body);
    }

    JsonArray array() {
      return new JsonArray(body);
    }
  }

  /** What is done with one request. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  Receiving() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The next request is answered so; those after what was told are taken. */
  void next(Behaviour behaviour) {
    next.add(behaviour);
  }

  static Behaviour status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  /** Never any answer. */
  Behaviour hang() {
    return exchange -> await();
  }

  /** The head of an answer whose body never ends. */
  Behaviour trickle() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(1);
      exchange.getResponseBody().flush();
      await();
    };
  }

  static Behaviour redirect(URI to) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", to.toString());
      exchange.sendResponseHeaders(307, -1);
    };
  }

  Posted await1() throws InterruptedException {
    Posted one = posted.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (one == null) {
      throw new AssertionError("nothing was posted within " + PATIENCE);
    }
    return one;
  }

  boolean isEmpty() {
    return posted.isEmpty();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      posted.add(
          new Posted(
              exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
      Behaviour behaviour = next.poll();
      (behaviour == null ? status(204) : behaviour).answer(exchange);
    }
  }

  private void await() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
