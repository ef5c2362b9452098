package dev.runtimebridge.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Which build this is, as the build has written it down.
 *
 * @param version of the project
 * @param revision commit that it was built from; empty where there was no git
 */
public record BuildInfo(String version, String revision) {
  private static final String FILE = "/META-INF/runtime-bridge/build.properties";

  /** Of this very build. */
  public static BuildInfo ofThis() {
    try (InputStream file = BuildInfo.class.getResourceAsStream(FILE)) {
      var written = new Properties();
      written.load(Objects.requireNonNull(file, "the build writes it"));
      return new BuildInfo(written.getProperty("version", ""), written.getProperty("revision", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In words, as a program tells its version. */
  public String words() {
    return revision.isEmpty() ? version : "%s, git %s".formatted(version, revision);
  }
}
