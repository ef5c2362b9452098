package dev.runtimebridge.lifecycle.ctl.prb;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an old bridge answers is a declaration, faults in words, or refused as unreadable. */
class OldBridgeFuzzTest extends FuzzTests {

  @MethodSource("answers")
  @Fuzz
  void oldBridge(byte[] input) {
    onlyDeclared(
        input,
        () -> {
          JsonNode answer = PrbHttp.parse(input);
          takeOver(PrbV3.bridge(answer, answer, answer));
        },
        IOException.class,
        PrbUnreadable.class);
    onlyDeclared(
        input,
        () -> {
          JsonNode answer = PrbHttp.parse(input);
          takeOver(PrbV2.bridge(answer.path("data"), answer.path("data")));
        },
        IOException.class,
        PrbUnreadable.class);
  }

  private static void takeOver(OldBridge old) {
    var takeover = new Takeover(Map.of(), true);
    takeover.of(old, Set.of()).workers().forEach(worker -> worker.words());
  }

  static Stream<byte[]> answers() {
    return Stream.concat(FakePrb.V3.values().stream(), FakePrb.V2.values().stream())
        .map(text -> text.getBytes(UTF_8));
  }
}
