package dev.runtimebridge.lifecycle.adapter.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The file {@value #NAME} beside the tokens: where the running API listens. */
public final class AddressFile {
  /** Name of the file in the API's data folder. */
  public static final String NAME = "api-address";

  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0");

  private AddressFile() {}

  /** Says where the API listens. */
  public static void write(Path folder, String host, int port) throws IOException {
    Files.writeString(
        folder.resolve(NAME), reachable(host, port) + System.lineSeparator(), US_ASCII);
  }

  /** How what listens is reached: through loopback, if it listens everywhere. */
  public static String reachable(String host, int port) {
    String reachable = EVERYWHERE.contains(host) ? "127.0.0.1" : host;
    String bracketed =
        reachable.contains(":") && !reachable.startsWith("[") ? "[" + reachable + "]" : reachable;
    return "%s:%d".formatted(bracketed, port);
  }

  /** Says that the API listens no more. */
  public static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }
}
