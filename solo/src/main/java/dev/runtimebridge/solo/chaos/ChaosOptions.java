package dev.runtimebridge.solo.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the chaos run can be asked for. */
final class ChaosOptions {
  @Option(names = "--seed", paramLabel = "N", description = "Makes the faults; else any.")
  private @Nullable Long seed;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long faults are begun (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Kinds of faults, all by default: ${COMPLETION-CANDIDATES}.")
  private List<FaultKind> kinds = List.of();

  @Option(
      names = "--workers",
      defaultValue = "8",
      description = "Simulated workers (${DEFAULT-VALUE}).")
  int workers;

  @Option(
      names = "--interval",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "Time between two relay-chain blocks (${DEFAULT-VALUE}).")
  long intervalMs;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "An empty folder to keep everything in; else one that is deleted at the end.")
  private @Nullable Path data;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there.")
  private @Nullable Path json;

  long seed() {
    Long given = seed;
    if (given == null) {
      given = System.nanoTime() & Integer.MAX_VALUE;
      seed = given;
    }
    return given;
  }

  Duration length() {
    return Duration.ofSeconds(seconds);
  }

  Set<FaultKind> kinds() {
    return kinds.isEmpty() ? EnumSet.allOf(FaultKind.class) : EnumSet.copyOf(kinds);
  }

  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  Optional<Path> json() {
    return Optional.ofNullable(json);
  }
}
