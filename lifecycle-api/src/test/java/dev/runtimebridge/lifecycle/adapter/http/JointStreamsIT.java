package dev.runtimebridge.lifecycle.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.testing.HttpCaller;
import dev.runtimebridge.lifecycle.testing.LogResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several watches in one answer. */
@QuarkusTest
@QuarkusTestResource(LogResource.class)
class JointStreamsIT {
  @Inject ApiConfig config;
  private HttpCaller http;

  @BeforeEach
  void connect() throws IOException {
    http = HttpCaller.ready(config);
  }

  @AfterEach
  void disconnect() {
    http.close();
  }

  @Test
  void shouldTellOfAllThatIsWatchedUnderItsName() {
    pool(701);
    HttpResponse<Stream<String>> answer =
        http.stream(
            http.as(Role.VIEWER, "GET", JointStreams.PATH + "?watch=workers&watch=pools", ""));
    assertEquals("text/event-stream", answer.headers().firstValue("Content-Type").orElse(""));
    try (Stream<String> lines = answer.body()) {
      Iterator<String> told = lines.iterator();
      assertEquals(701, dataOf(told, "pools", 701));
      pool(702);
      worker("joint-1", 702);
      assertEquals(702, dataOf(told, "workers", 702));
    }
  }

  @Test
  void shouldEndWithTheSession() {
    String cookie = http.signIn(Role.VIEWER);
    try (Stream<String> lines =
        http.stream(http.by(cookie, "GET", JointStreams.PATH + "?watch=chain&watch=pools"))
            .body()) {
      http.send(http.by(cookie, "DELETE", "/v1/session").header(Callers.OWN_REQUEST, "1"));
      JsonObject end = HttpHeadersIT.end(lines.toList());
      assertEquals(16, end.get("code").getAsInt(), end::toString);
    }
  }

  @Test
  void shouldLetNobodyInWhoIsNotSignedIn() {
    assertEquals(
        401, http.send(http.request("GET", JointStreams.PATH + "?watch=pools", "")).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?watch=nothing",
        "?watch=..%2Fme",
        "?watch=pools&watch=pools",
        "?watch=pools&pid=1",
        "?watch=a&watch=b&watch=c&watch=d&watch=e&watch=f&watch=g&watch=h&watch=i"
      })
  void shouldRefuseWhatCannotBeWatched(String query) {
    HttpResponse<String> refused =
        http.send(http.as(Role.VIEWER, "GET", JointStreams.PATH + query, ""));
    assertEquals(400, refused.statusCode(), refused.body());
    assertFalse(HttpCaller.object(refused).get("message").getAsString().isEmpty());
  }

  /** Reads on until an event of this name is about this pool. */
  private static long dataOf(Iterator<String> lines, String event, long pid) {
    String last = "";
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("data: ") && last.equals("event: " + event)) {
        JsonObject view =
            JsonParser.parseString(line.substring("data: ".length())).getAsJsonObject();
        JsonObject config =
            (view.has("state") ? view.getAsJsonObject("state") : view).getAsJsonObject("config");
        if (config.get("pid").getAsLong() == pid) {
          return pid;
        }
      }
      assertFalse(line.startsWith("id: "), "no token, which would be of one watch only");
      last = line;
    }
    throw new AssertionError("ended without an event of " + event);
  }

  private void pool(long pid) {
    made("/v1/pools", "{\"pid\":%d,\"name\":\"joint-%d\"}".formatted(pid, pid));
  }

  private void worker(String name, long pid) {
    made(
        "/v1/workers",
        "{\"name\":\"%s\",\"endpoint\":\"http://%s.example\",\"pid\":%d,\"stake\":\"1\"}"
            .formatted(name, name, pid));
  }

  private void made(String path, String body) {
    HttpResponse<String> made = http.send(http.as(Role.OPERATOR, "POST", path, body));
    assertTrue(List.of(200, 201).contains(made.statusCode()), made.body());
  }
}
