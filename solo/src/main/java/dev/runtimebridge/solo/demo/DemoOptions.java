package dev.runtimebridge.solo.demo;

import dev.runtimebridge.solo.SimulationOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the demo can be asked for. */
final class DemoOptions {
  @Mixin private final SimulationOptions simulation = new SimulationOptions();

  /** Who puts the workers into pools. */
  enum Enroll {
    /** The demo. */
    ALL,
    /** Whoever tries it out; nobody signs for the pools yet, either. */
    NONE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--enroll",
      paramLabel = "WHO",
      defaultValue = "all",
      description =
          "${COMPLETION-CANDIDATES}: put all workers into pools (${DEFAULT-VALUE}), or none and"
              + " leave them to you, in a CSV file.")
  Enroll enroll = Enroll.ALL;

  @Option(
      names = "--until",
      paramLabel = "STATE",
      description = "End once all workers are there: ${COMPLETION-CANDIDATES}.")
  private @Nullable Goal until;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "With --until: give up after this time (${DEFAULT-VALUE}).")
  int timeoutSeconds;

  @Option(
      names = "--history",
      paramLabel = "BLOCKS",
      defaultValue = "600",
      description = "Relay-chain blocks that are there at the start (${DEFAULT-VALUE}).")
  int history;

  @Option(
      names = "--interval",
      paramLabel = "MS",
      defaultValue = "3000",
      description = "Time between two new relay-chain blocks (${DEFAULT-VALUE}).")
  long intervalMs;

  @Option(names = "--port", defaultValue = "8080", description = "API port (${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder to go on with; without it a new one that is deleted at the end.")
  private @Nullable Path data;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "A Kafka cluster to use in place of the embedded broker.")
  private @Nullable String bootstrapServers;

  SimulationOptions simulation() {
    return simulation;
  }

  Optional<Goal> until() {
    return Optional.ofNullable(until);
  }

  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  Optional<String> bootstrapServers() {
    return Optional.ofNullable(bootstrapServers);
  }
}
