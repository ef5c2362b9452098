package dev.runtimebridge.solo.demo;

import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import dev.runtimebridge.solo.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What stands in for the world outside: two chains with their nodes, and workers.
 *
 * @param chains the relay chain and the parachain
 * @param workers the workers
 */
record Simulation(Devnet chains, WorkerFarm workers) implements AutoCloseable {
  private static final int CHECKPOINT_EVERY = 100;

  /** Starts both; what they remember is kept in {@code folder}. */
  static Simulation start(DemoOptions options, DataFolder folder) throws IOException {
    var chains =
        Devnet.start(
            DevnetSettings.builder()
                .history(options.history)
                .blockInterval(Duration.ofMillis(options.intervalMs))
                .dataDir(folder.devnet())
                .build());
    try {
      var settings =
          FarmSettings.of(options.simulation().workers())
              .withDataDir(folder.devnet().resolve("workers"))
              .withCheckpointEvery(CHECKPOINT_EVERY);
      return new Simulation(chains, WorkerFarm.start(settings));
    } catch (IOException | RuntimeException e) {
      chains.close();
      throw e;
    }
  }

  List<String> relayEndpoints() {
    return chains.relayEndpoints().stream().map(URI::toString).toList();
  }

  List<String> paraEndpoints() {
    return chains.paraEndpoints().stream().map(URI::toString).toList();
  }

  @Override
  public void close() throws IOException {
    workers.close();
    chains.close();
  }
}
