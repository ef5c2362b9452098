package dev.runtimebridge.lifecycle.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.runtimebridge.lifecycle.config.ApiConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SwitchedOffIT.Off.class)
class SwitchedOffIT {
  @Inject ApiConfig config;

  /** The API switched off, and no broker anywhere. */
  public static final class Off implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "bridge.api.enabled",
          "false",
          "bridge.api.data-dir",
          "target/switched-off",
          "bridge.kafka.bootstrap-servers",
          "127.0.0.1:1",
          "quarkus.http.test-port",
          "0");
    }
  }

  @Test
  void shouldStartNothing() {
    assertFalse(Files.exists(config.dataDir()), "no file is written");
    assertEquals(
        List.of(),
        Thread.getAllStackTraces().keySet().stream()
            .filter(Thread::isAlive)
            .map(Thread::getName)
            .filter(name -> name.contains("lifecycle-api"))
            .toList());
  }
}
