package dev.runtimebridge.solo.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who is on call: takes what the bridge posts, and believes only what is signed for it. */
final class AlertInbox implements AutoCloseable {
  private static final byte[] KEY = "a secret of thirty-two bytes ...".getBytes(UTF_8);

  private final HttpServer server;
  private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();

  private record Posted(String id, String time, String signature, String body) {}

  AlertInbox() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:%d/alerts".formatted(server.getAddress().getPort());
  }

  /** As a file of the bridge holds it. */
  static String secret() {
    return "whsec_" + Base64.getEncoder().encodeToString(KEY);
  }

  /** The first alert that is told and wanted, of those that nobody has looked at yet. */
  JsonNode await(Duration deadline, Predicate<JsonNode> wanted) throws Exception {
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      Posted next = posted.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("it was not told within " + deadline);
      }
      assertEquals(expected(next), next.signature());
      for (JsonNode alert : new ObjectMapper().readTree(next.body()).path("alerts")) {
        if (wanted.test(alert)) {
          return alert;
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      posted.add(
          new Posted(
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  /** As docs/alerts.md says that a receiver finds it. */
  private static String expected(Posted it) throws Exception {
    String signed = "%s.%s.%s".formatted(it.id(), it.time(), it.body());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }
}
