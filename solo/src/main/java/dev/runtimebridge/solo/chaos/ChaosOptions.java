package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.solo.SimulationOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the chaos run can be asked for. */
final class ChaosOptions {
  @Mixin private final SimulationOptions simulation = new SimulationOptions();

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

  SimulationOptions simulation() {
    return simulation;
  }

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
}
