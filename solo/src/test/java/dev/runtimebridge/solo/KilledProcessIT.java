package dev.runtimebridge.solo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at random moments: the log keeps each block once, in order, and the work goes on. */
class KilledProcessIT {
  private static final int KILLS = 5;
  private static final Duration DEADLINE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void shouldReachTheTipAfterFiveKillsWithEachBlockOnce() throws Exception {
    long seed = Long.getLong("test.seed", System.nanoTime());
    var random = new Random(seed);
    String[] arguments = {
      "--workers",
      "4",
      "--history",
      "600",
      "--until",
      "at-tip",
      "--interval",
      "2000",
      "--data",
      folder.resolve("data").toString()
    };
    for (int kill = 0; kill < KILLS; kill++) {
      try (var demo = SoloProcess.start(folder, "demo", arguments)) {
        // From before the broker is up to while workers are at the tip.
        demo.endsWithin(Duration.ofMillis(2_000 + random.nextInt(12_000)));
        demo.kill();
      }
    }
    try (var demo = SoloProcess.start(folder, "demo", arguments)) {
      assertEquals(0, demo.await(DEADLINE), "seed " + seed + "\n" + demo.output());
    }
    LogCheck.eachBlockOnceInOrder(folder.resolve("data").resolve("kafka"), "seed " + seed);
  }
}
