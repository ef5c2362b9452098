package dev.runtimebridge.lifecycle.adapter.http;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static dev.runtimebridge.lifecycle.testing.HttpCaller.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers say by headers, and what answers tell by theirs. */
@QuarkusTest
@QuarkusTestResource(LogResource.class)
class HttpHeadersIT {
  private static final String ALLOWED = "Access-Control-Allow-Origin";

  @Inject ApiConfig config;
  @Inject Tables tables;
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
  void shouldGoOnAfterTheLastEventThatWasSeen() {
    pool(601);
    worker("resume-1", 601);
    String seen;
    try (Stream<String> lines = watch(601, Map.of())) {
      Iterator<String> told = lines.filter(line -> !line.startsWith(":")).iterator();
      seen = told.next();
      assertTrue(seen.startsWith("id: "), seen);
      assertEquals("resume-1", name(told.next()));
    }
    worker("resume-2", 601);
    try (Stream<String> lines = watch(601, Map.of("Last-Event-ID", seen.substring(4)))) {
      Iterator<String> told = lines.filter(line -> line.startsWith("data: ")).iterator();
      assertEquals("resume-2", name(told.next()), "and not what was seen before");
      worker("resume-3", 601);
      assertEquals("resume-3", name(told.next()));
    }
    HttpResponse<String> unknown =
        http.send(
            http.as(Role.VIEWER, "GET", "/v1/workers:watch", "").header("Last-Event-ID", "x"));
    assertEquals("INVALID_VALUE", reason(unknown));
  }

  @Test
  void shouldEndACallWhenTheTimeOfItsCallerIsOver() {
    int others = tables.watched().watchers();
    try (Stream<String> lines = watch(602, Map.of("grpc-timeout", "300m"))) {
      List<String> told = lines.toList();
      JsonObject status = end(told);
      assertEquals(4, status.get("code").getAsInt(), told.toString());
    }
    eventually(() -> tables.watched().watchers() == others);
    HttpResponse<String> wrong =
        http.send(http.as(Role.VIEWER, "GET", "/v1/pools", "").header("grpc-timeout", "5 seconds"));
    assertEquals("HEADER_NOT_TAKEN", reason(wrong));
  }

  @Test
  void shouldChangeOnlyWhatTheCallerHasRead() {
    pool(603);
    String id = worker("match-1", 603);
    String tag =
        http.send(http.as(Role.VIEWER, "GET", "/v1/workers/" + id, ""))
            .headers()
            .firstValue("ETag")
            .orElseThrow();
    assertEquals(200, http.send(stake(id, "2").header("If-Match", tag)).statusCode());
    HttpResponse<String> stale = http.send(stake(id, "3").header("If-Match", tag));
    assertEquals(409, stale.statusCode());
    assertEquals("STALE_VERSION", reason(stale));
    assertEquals(200, http.send(stake(id, "3").header("If-Match", "*")).statusCode());
  }

  @Test
  void shouldActOnceForAKey() {
    HttpRequest.Builder create =
        http.as(Role.OPERATOR, "POST", "/v1/pools", "{\"pid\":604,\"name\":\"once\"}")
            .header("Idempotency-Key", "make-pool-604");
    HttpResponse<String> first = http.send(create);
    assertEquals(200, first.statusCode(), first.body());
    assertEquals(first.body(), http.send(create).body());
    assertEquals(
        1,
        object(http.send(http.as(Role.VIEWER, "GET", "/v1/pools/604/history", "")))
            .getAsJsonArray("events")
            .size());
    HttpResponse<String> other =
        http.send(
            http.as(Role.OPERATOR, "POST", "/v1/pools", "{\"pid\":605,\"name\":\"other\"}")
                .header("Idempotency-Key", "make-pool-604"));
    assertEquals("IDEMPOTENCY_KEY_REUSED", reason(other));
  }

  @Test
  void shouldOnlyTellWhatWouldHappenWhenAskedSo() {
    HttpResponse<String> told =
        http.send(
            http.as(Role.OPERATOR, "POST", "/v1/pools", "{\"pid\":606,\"name\":\"dry\"}")
                .header("Bridge-Dry-Run", "true"));
    assertEquals(200, told.statusCode(), told.body());
    assertFalse(object(told).getAsJsonArray("would").isEmpty());
    assertEquals(404, http.send(http.as(Role.VIEWER, "GET", "/v1/pools/606", "")).statusCode());
  }

  @Test
  void shouldLetNoPageOfAnotherSiteReadAnything() {
    for (String path : List.of("/v1/pools", "/v1/session", "/prb/wm/status", "/openapi.json")) {
      HttpResponse<String> asked =
          http.send(
              http.request("OPTIONS", path, "")
                  .header("Origin", "https://other.example")
                  .header("Access-Control-Request-Method", "POST"));
      assertEquals(Optional.empty(), asked.headers().firstValue(ALLOWED), path);
      HttpResponse<String> read =
          http.send(
              http.as(Role.VIEWER, "GET", path, "").header("Origin", "https://other.example"));
      assertEquals(Optional.empty(), read.headers().firstValue(ALLOWED), path);
      assertEquals(
          "same-origin",
          read.headers().firstValue("Cross-Origin-Resource-Policy").orElseThrow(),
          path);
    }
  }

  @Test
  void shouldSendAPageOnceAsLongAsItIsTheSame() {
    HttpResponse<String> page = http.send(http.request("GET", "/", ""));
    assertEquals(200, page.statusCode());
    assertEquals("text/html; charset=utf-8", page.headers().firstValue("Content-Type").orElse(""));
    assertEquals("no-cache", page.headers().firstValue("Cache-Control").orElse(""));
    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(
        policy.startsWith("default-src 'self';") && policy.contains("frame-ancestors 'none'"),
        policy);
    assertFalse(policy.contains("unsafe"), policy);

    String tag = page.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> same =
        http.send(http.request("GET", "/", "").header("If-None-Match", tag));
    assertEquals(304, same.statusCode());
    assertEquals("", same.body());
    assertEquals(tag, same.headers().firstValue("ETag").orElse(""));
    assertEquals(
        200,
        http.send(http.request("GET", "/", "").header("If-None-Match", "\"other\"")).statusCode());

    HttpResponse<String> head = http.send(http.request("HEAD", "/app/store.js", ""));
    HttpResponse<byte[]> script = http.bytes(http.request("GET", "/app/store.js", ""));
    HttpResponse<byte[]> packed =
        http.bytes(http.request("GET", "/app/store.js", "").header("Accept-Encoding", "gzip"));
    assertEquals("", head.body());
    assertEquals(
        script.body().length, head.headers().firstValueAsLong("Content-Length").orElseThrow());
    assertEquals("gzip", packed.headers().firstValue("Content-Encoding").orElse(""));
    assertTrue(packed.body().length < script.body().length);
    assertEquals(404, http.send(http.request("GET", "/app/nothing.js", "")).statusCode());
  }

  private Stream<String> watch(long pid, Map<String, String> headers) {
    HttpRequest.Builder request = http.as(Role.VIEWER, "GET", "/v1/workers:watch?pid=" + pid, "");
    headers.forEach(request::header);
    return http.stream(request).body();
  }

  private void pool(long pid) {
    HttpResponse<String> made =
        http.send(
            http.as(
                Role.OPERATOR,
                "POST",
                "/v1/pools",
                "{\"pid\":%d,\"name\":\"headers-%d\"}".formatted(pid, pid)));
    assertEquals(200, made.statusCode(), made.body());
  }

  private String worker(String name, long pid) {
    HttpResponse<String> made =
        http.send(
            http.as(
                Role.OPERATOR,
                "POST",
                "/v1/workers",
                "{\"name\":\"%s\",\"endpoint\":\"http://%s.example\",\"pid\":%d,\"stake\":\"1\"}"
                    .formatted(name, name, pid)));
    assertEquals(200, made.statusCode(), made.body());
    return object(made).get("id").getAsString();
  }

  private HttpRequest.Builder stake(String id, String pha) {
    return http.as(
        Role.OPERATOR, "PATCH", "/v1/workers/" + id, "{\"stake\":\"%s\"}".formatted(pha));
  }

  private static String reason(HttpResponse<String> refused) {
    return object(refused)
        .getAsJsonArray("details")
        .get(0)
        .getAsJsonObject()
        .get("reason")
        .getAsString();
  }

  /** The status that the stream ended with. */
  static JsonObject end(List<String> lines) {
    int end = lines.indexOf("event: end");
    assertTrue(end >= 0, lines.toString());
    return JsonParser.parseString(lines.get(end + 1).substring("data: ".length()))
        .getAsJsonObject();
  }

  private static String name(String data) {
    return JsonParser.parseString(data.substring("data: ".length()))
        .getAsJsonObject()
        .getAsJsonObject("state")
        .getAsJsonObject("config")
        .get("name")
        .getAsString();
  }
}
