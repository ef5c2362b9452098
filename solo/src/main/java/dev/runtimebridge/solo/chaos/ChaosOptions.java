package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.solo.SimulationOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the chaos run can be asked for. */
final class ChaosOptions {
  private static final Duration USUAL_LENGTH = Duration.ofMinutes(2);
  private static final Duration LONGEST = Duration.ofHours(2);

  @Mixin private final SimulationOptions simulation = new SimulationOptions();

  @Option(names = "--seed", paramLabel = "N", description = "Makes the faults; else any.")
  private @Nullable Long seed;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      description = {
        "How long faults are begun (120, with --rounds 7200).",
        "With --rounds: the longest that is waited for them."
      })
  private @Nullable Integer seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Faults are begun until so many rounds with tasks are settled and released.")
  private @Nullable Integer rounds;

  @Option(
      names = "--round-blocks",
      paramLabel = "N",
      defaultValue = "10",
      description = "Parachain blocks of a round of tasks (${DEFAULT-VALUE}).")
  int roundBlocks;

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

  /**
   * Refuses what no run can be.
   *
   * @throws IllegalArgumentException that names the option
   */
  void check() {
    Integer wanted = rounds;
    if (wanted != null && wanted < 1) {
      throw new IllegalArgumentException("--rounds is " + wanted + ", expected at least 1");
    }
    if (roundBlocks < 1) {
      throw new IllegalArgumentException(
          "--round-blocks is " + roundBlocks + ", expected at least 1");
    }
  }

  /** How long faults are begun at the longest. */
  Duration length() {
    Integer given = seconds;
    return given == null ? (rounds == null ? USUAL_LENGTH : LONGEST) : Duration.ofSeconds(given);
  }

  /** After how many rounds no more faults are begun; empty where only time counts. */
  OptionalInt rounds() {
    Integer given = rounds;
    return given == null ? OptionalInt.empty() : OptionalInt.of(given);
  }

  Set<FaultKind> kinds() {
    return kinds.isEmpty() ? EnumSet.allOf(FaultKind.class) : EnumSet.copyOf(kinds);
  }

  Optional<Path> data() {
    return Optional.ofNullable(data);
  }
}
