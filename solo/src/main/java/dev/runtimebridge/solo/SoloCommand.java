package dev.runtimebridge.solo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bridge solo}: the bridge for real nodes and real workers in one process. */
@Command(
    name = "solo",
    mixinStandardHelpOptions = true,
    description = "Runs the whole bridge in one process on one data folder.")
final class SoloCommand implements Callable<Integer> {
  @Option(
      names = "--relay",
      required = true,
      split = ",",
      paramLabel = "URL",
      description = "WebSocket addresses of relay-chain nodes, the preferred one first.")
  private List<String> relay = List.of();

  @Option(
      names = "--para",
      required = true,
      split = ",",
      paramLabel = "URL",
      description = "WebSocket addresses of parachain nodes, the preferred one first.")
  private List<String> para = List.of();

  @Option(names = "--data", defaultValue = "data", description = "Data folder (${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(names = "--port", defaultValue = "8080", description = "API port (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "A Kafka cluster to use in place of the embedded broker.")
  private @Nullable String bootstrapServers;

  @Override
  public Integer call() throws InterruptedException {
    var settings =
        new SoloSettings(
            DataFolder.at(data), port, relay, para, Optional.ofNullable(bootstrapServers));
    try (var bridge = SoloBridge.start(settings)) {
      System.out.printf("API: 127.0.0.1:%d  data: %s%n", port, settings.data().root());
      bridge.awaitStop();
    }
    return 0;
  }
}
