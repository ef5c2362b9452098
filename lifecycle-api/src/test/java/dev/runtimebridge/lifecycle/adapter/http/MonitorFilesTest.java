package dev.runtimebridge.lifecycle.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the monitor's pages name by address is in the application. */
class MonitorFilesTest {
  private static final String FOLDER = "/META-INF/resources";
  private static final Pattern NAMED =
      Pattern.compile("[\"'](/(?:app|_static)/[^\"']+\\.(?:js|css|svg))[\"']");

  @Test
  void shouldHaveEveryFileThatItsPagesName() throws IOException {
    for (String file : List.of("/index.html", "/app/lib.js", "/app/store.js")) {
      List<String> named =
          NAMED.matcher(text(file)).results().map((MatchResult it) -> it.group(1)).toList();
      assertTrue(!named.isEmpty(), file + " names files");
      assertEquals(List.of(), named.stream().filter(it -> !exists(it)).toList(), file);
    }
  }

  private static boolean exists(String path) {
    return MonitorFilesTest.class.getResource(FOLDER + path) != null;
  }

  private static String text(String path) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(MonitorFilesTest.class.getResourceAsStream(FOLDER + path), path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
