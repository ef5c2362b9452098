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

  /** Says where the API listens; one that listens everywhere is reached through loopback. */
  public static void write(Path folder, String host, int port) throws IOException {
    String reachable = EVERYWHERE.contains(host) ? "127.0.0.1" : host;
    String bracketed =
        reachable.contains(":") && !reachable.startsWith("[") ? "[" + reachable + "]" : reachable;
    Files.writeString(folder.resolve(NAME), "%s:%d%n".formatted(bracketed, port), US_ASCII);
  }

  /** Says that the API listens no more. */
  public static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }
}
