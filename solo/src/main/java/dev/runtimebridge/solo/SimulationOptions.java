package dev.runtimebridge.solo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every run with simulated workers can be asked for. */
public final class SimulationOptions {
  @Option(
      names = "--workers",
      defaultValue = "8",
      description = "Simulated workers (${DEFAULT-VALUE}).")
  private int workers;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there.")
  private @Nullable Path json;

  /** How many workers there are to be. */
  public int workers() {
    return workers;
  }

  /**
   * Writes what the run came to, if that was asked for.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Object figures) throws IOException {
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), figures);
    }
  }
}
