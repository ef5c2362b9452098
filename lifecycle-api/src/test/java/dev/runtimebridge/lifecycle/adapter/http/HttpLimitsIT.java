package dev.runtimebridge.lifecycle.adapter.http;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.testing.HttpCaller;
import dev.runtimebridge.lifecycle.testing.LogResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much may be under way at once, and what ends with a browser's session. */
@QuarkusTest
@QuarkusTestResource(LogResource.class)
class HttpLimitsIT {
  private static final String WATCH = "/v1/workers:watch";
  private static final int TOO_MANY = 429;

  @Inject ApiConfig config;
  @Inject Tables tables;
  private HttpCaller http;
  private final List<Stream<String>> open = new ArrayList<>();

  @BeforeEach
  void connect() throws IOException {
    http = HttpCaller.ready(config);
  }

  @AfterEach
  void disconnect() {
    open.forEach(Stream::close);
    http.close();
  }

  @Test
  void shouldRefuseOneRequestTooManyByNameAndTakeItWhenThereIsRoomAgain() {
    HttpResponse<Stream<String>> last = stream(http.as(Role.VIEWER, "GET", WATCH, ""));
    while (last.statusCode() == 200) {
      assertTrue(open.size() <= config.httpCalls(), "as many as there are places");
      last = stream(http.as(Role.VIEWER, "GET", WATCH, ""));
    }
    refused(last, "requests are under way already");
    for (String path : List.of("/v1/pools", "/prb/wm/status")) {
      HttpResponse<String> call = http.send(http.as(Role.VIEWER, "GET", path, ""));
      assertEquals(TOO_MANY, call.statusCode(), path);
    }
    assertEquals(200, http.send(http.request("GET", "/", "")).statusCode(), "the page itself");
    open.forEach(Stream::close);
    eventually(() -> http.send(http.as(Role.VIEWER, "GET", "/v1/pools", "")).statusCode() == 200);
  }

  @Test
  void shouldBoundTheStreamsOfASession() {
    String cookie = http.signIn(Role.VIEWER);
    for (int i = 0; i < config.sessionStreams(); i++) {
      assertEquals(200, stream(http.by(cookie, "GET", WATCH)).statusCode());
    }
    refused(stream(http.by(cookie, "GET", WATCH)), "this session has 3 streams open already");
    assertEquals(
        200,
        stream(http.by(http.signIn(Role.VIEWER), "GET", WATCH)).statusCode(),
        "another session");
    open.getFirst().close();
    eventually(() -> stream(http.by(cookie, "GET", WATCH)).statusCode() == 200);
  }

  @Test
  void shouldEndASessionsStreamsWithIt() {
    int others = tables.watched().watchers();
    String cookie = http.signIn(Role.VIEWER);
    HttpResponse<Stream<String>> stream = stream(http.by(cookie, "GET", WATCH));
    assertEquals(200, stream.statusCode());
    assertEquals(
        204,
        http.send(http.by(cookie, "DELETE", "/v1/session").header("X-Bridge-Request", "1"))
            .statusCode());
    List<String> told = stream.body().toList();
    var status = HttpHeadersIT.end(told);
    assertEquals(16, status.get("code").getAsInt(), told.toString());
    assertTrue(status.toString().contains("\"SESSION_ENDED\""), told.toString());
    eventually(() -> tables.watched().watchers() == others);
    assertEquals(401, http.send(http.by(cookie, "GET", WATCH)).statusCode());
  }

  private HttpResponse<Stream<String>> stream(HttpRequest.Builder request) {
    HttpResponse<Stream<String>> answer = http.stream(request);
    open.add(answer.body());
    return answer;
  }

  private static void refused(HttpResponse<Stream<String>> answer, String words) {
    assertEquals(TOO_MANY, answer.statusCode());
    assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
    String body = answer.body().collect(Collectors.joining());
    assertTrue(body.contains("\"TOO_MUCH\"") && body.contains(words), body);
  }
}
