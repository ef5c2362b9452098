package dev.runtimebridge.lifecycle.adapter.http;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies, queries and paths of callers: each becomes a request or a problem in words. */
class JsonFuzzTest extends FuzzTests {
  private static final int LONGEST_PROBLEM = 100_000;
  private static final Bindings BINDINGS =
      Bindings.of(List.of(new LifecycleGrpc.LifecycleImplBase() {}.bindService()));

  @MethodSource("bodySeeds")
  @Fuzz
  void bodies(byte[] input) {
    String body = new String(input, UTF_8);
    onlyDeclared(
        input,
        () -> {
          for (String path : List.of("/v1/workers:create", "/v1/workers:act", "/v1/pools")) {
            check(path, "POST", new RequestFields.Sent(body, Map.of(), Map.of(), Map.of()));
          }
        });
  }

  @MethodSource("querySeeds")
  @Fuzz
  void queries(byte[] input) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String part : new String(input, UTF_8).split("&", -1)) {
      int equals = part.indexOf('=');
      query.put(equals < 0 ? part : part.substring(0, equals), List.of(part.substring(equals + 1)));
    }
    onlyDeclared(
        input,
        () -> check("/v1/workers", "GET", new RequestFields.Sent("", Map.of(), query, Map.of())));
  }

  @MethodSource("pathSeeds")
  @Fuzz
  void paths(byte[] input) {
    onlyDeclared(
        input,
        () ->
            BINDINGS
                .find("GET", new String(input, UTF_8))
                .ifPresent(
                    match ->
                        check(
                            match.binding(),
                            new RequestFields.Sent("", match.fields(), Map.of(), Map.of()))));
  }

  private static void check(String path, String verb, RequestFields.Sent sent) {
    check(BINDINGS.find(verb, path).orElseThrow().binding(), sent);
  }

  private static void check(Binding binding, RequestFields.Sent sent) {
    if (RequestFields.read(binding, sent) instanceof RequestFields.Result.Bad(Problem problem)) {
      assertTrue(problem.status().getSerializedSize() < LONGEST_PROBLEM, problem::message);
    }
  }

  static Stream<byte[]> bodySeeds() {
    return Stream.of(
            "{\"workers\":[{\"name\":\"a\",\"pid\":\"7\",\"stake\":\"1.5\"},{\"syncOnly\":\"x\"}]}",
            "{\"workers\":[{\"id\":\"1\",\"name\":\"2\"}],\"stop\":{},\"change\":{\"dryRun\":true}}",
            "{\"pid\":18446744073709551616,\"name\":null}",
            "[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":{}}}}")
        .map(text -> text.getBytes(UTF_8));
  }

  static Stream<byte[]> querySeeds() {
    return Stream.of(
            "pid=7&stages=COMPUTING&pageSize=50",
            "page_size=-1&descending=true",
            "pid.x=1&=&order=9")
        .map(text -> text.getBytes(UTF_8));
  }

  static Stream<byte[]> pathSeeds() {
    return Stream.of("/v1/workers/a%20b:explain", "/v1/workers/%zz", "/v1/pools/7/history", "//")
        .map(text -> text.getBytes(UTF_8));
  }
}
