package dev.runtimebridge.solo.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Services, broker, nodes and connections are broken in turn while workers go from nothing to
 * computing: all get there, and nothing is lost or done twice. {@code -Dtest.seconds}, {@code
 * -Dtest.workers} and {@code -Dtest.seed} make it long or the same again.
 */
class ChaosIT {
  @TempDir Path folder;

  @Test
  void shouldHoldWhateverIsBroken() {
    String seed = System.getProperty("test.seed", "1");
    int code =
        new CommandLine(new ChaosCommand())
            .execute(
                "--seed",
                seed,
                "--for",
                System.getProperty("test.seconds", "30"),
                "--workers",
                System.getProperty("test.workers", "6"),
                "--interval",
                System.getProperty("test.interval", "500"),
                "--round-blocks",
                "5",
                "--kinds",
                System.getProperty("test.kinds", "kill,broker,reset,node,worker"),
                "--data",
                folder.toString());
    assertEquals(0, code, "seed " + seed + "; what happened stands in the output");
  }
}
