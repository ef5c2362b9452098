package dev.runtimebridge.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BuildInfoTest {
  @Test
  void shouldKnowWhatItWasBuiltFromInAClone() {
    BuildInfo build = BuildInfo.ofThis();
    assertTrue(build.version().matches("\\d+\\.\\d+\\.\\d+.*"), build.version());
    boolean git = Files.exists(Path.of("..", ".git", "HEAD"));
    assertTrue(build.revision().matches(git ? "[0-9a-f]{7,40}" : ""), build.revision());
  }

  @Test
  void shouldSayOnlyItsVersionWithoutGit() {
    assertEquals("1.2.3", new BuildInfo("1.2.3", "").words());
    assertEquals("1.2.3, git 0123abc", new BuildInfo("1.2.3", "0123abc").words());
  }
}
