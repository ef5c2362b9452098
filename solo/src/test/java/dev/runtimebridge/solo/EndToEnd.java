package dev.runtimebridge.solo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From two chains into workers, against whatever broker a subclass offers. */
abstract class EndToEnd {
  private static final Duration DEADLINE = Duration.ofMinutes(4);

  @TempDir Path folder;

  /** Arguments that name the broker; none for the embedded one. */
  abstract List<String> broker();

  @Test
  void shouldBringEveryWorkerToTheTipWithTheChainsStateRoot() throws Exception {
    JsonNode summary = demo("first", "data");
    assertTrue(summary.get("reached").asBoolean(), summary.toPrettyString());
    assertEquals(4, summary.get("workers").size());
    for (JsonNode worker : summary.get("workers")) {
      assertTrue(worker.get("stateRootMatches").asBoolean(), worker.toPrettyString());
    }
    assertTrue(summary.get("relay").get("published").asLong() >= 99);
    assertTrue(summary.get("rocksDbBytes").asLong() > 0);
  }

  @Test
  void shouldGoOnWhereItStoppedOnTheSameData() throws Exception {
    JsonNode first = demo("first", "data");
    JsonNode second = demo("second", "data");
    assertTrue(second.get("reached").asBoolean(), second.toPrettyString());
    assertTrue(
        second.get("relay").get("published").asLong()
            >= first.get("relay").get("published").asLong());
  }

  private JsonNode demo(String run, String data) throws Exception {
    Path json = folder.resolve(run + ".json");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--workers", "4", "--history", "100", "--until", "at-tip", "--interval", "2000"));
    arguments.addAll(List.of("--data", folder.resolve(data).toString(), "--json", json.toString()));
    arguments.addAll(broker());
    try (var demo = SoloProcess.start(folder, "demo", arguments.toArray(String[]::new))) {
      int code = demo.await(DEADLINE);
      assertEquals(0, code, demo.output());
    }
    return new ObjectMapper().readTree(json.toFile());
  }
}
