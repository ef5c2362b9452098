package dev.runtimebridge.solo.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;

/** Calls what it takes for PRB v3, by its paths and field names and nothing else. */
final class PrbV3Client implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final int NOT_READY = 503;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String authorization;

  /** A client of the bridge at {@code address}, which sends the token as a password. */
  PrbV3Client(String address, String token) {
    base = address + "/prb";
    authorization = "Basic " + Base64.getEncoder().encodeToString(("x:" + token).getBytes(UTF_8));
  }

  /**
   * What a command to {@code /wm/config} answers. A bridge that has just started and lacks one of
   * its services yet is asked again.
   */
  JsonNode config(String command) throws Exception {
    var last = new AtomicReference<HttpResponse<String>>();
    Await.until(
        READY_WITHIN,
        () -> {
          last.set(send("POST", "/wm/config", command));
          return last.get().statusCode() != NOT_READY;
        },
        () -> command + ": " + last.get().body());
    HttpResponse<String> answer = last.get();
    assertEquals(200, answer.statusCode(), command + ": " + answer.body());
    return JSON.readTree(answer.body());
  }

  /** The message that such a command is refused with. */
  String refusal(String command) throws Exception {
    HttpResponse<String> answer = send("POST", "/wm/config", command);
    assertEquals(500, answer.statusCode(), command + ": " + answer.body());
    JsonNode body = JSON.readTree(answer.body());
    assertEquals("ServerError", body.path("code").asText());
    return body.path("message").asText();
  }

  JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = send("GET", path, "");
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  void put(String path, String body) throws Exception {
    HttpResponse<String> answer = send("PUT", path, body);
    assertEquals("200 {\"ok\":true}", answer.statusCode() + " " + answer.body());
  }

  /** The status of the worker of this name, as its monitor's table has it. */
  JsonNode worker(String name) throws Exception {
    for (JsonNode status : get("/workers/status").path("workers")) {
      if (status.path("worker").path("name").asText().equals(name)) {
        return status;
      }
    }
    throw new AssertionError("no worker " + name);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
