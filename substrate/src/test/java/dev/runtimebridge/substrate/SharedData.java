package dev.runtimebridge.substrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Data of real chains in {@code ../shared/data}; without it a test that asks is skipped. */
public final class SharedData {
  private SharedData() {}

  /** Bytes of a file. */
  public static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(path(name));
  }

  /** Text of a file. */
  public static String text(String name) throws IOException {
    return Files.readString(path(name));
  }

  /** A file of JSON. */
  public static JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(path(name).toFile());
  }

  /** The bytes that a JSON text names in hexadecimal. */
  public static byte[] hex(JsonNode text) {
    return Hex.decode(text.asText());
  }

  private static Path path(String name) {
    Path folder = Path.of(System.getProperty("shared.data", "../shared/data"));
    Assumptions.assumeTrue(Files.isDirectory(folder), "skipped: no ../shared/data");
    return folder.resolve(name);
  }
}
