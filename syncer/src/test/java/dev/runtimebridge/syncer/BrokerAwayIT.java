package dev.runtimebridge.syncer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.syncer.testing.Bench;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster goes away for a while. */
class BrokerAwayIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private EmbeddedBroker broker;

  @BeforeEach
  void startBroker() {
    broker = EmbeddedBroker.start(folder.resolve("broker"));
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void shouldSayThatItWaitsAndGoOnByItself() throws Exception {
    try (var bench =
        new Bench(broker.bootstrapServers(), folder, "away", FarmSettings.of(3), 600)) {
      bench.createWorkers();
      bench.table.await(0, state -> state.getStage() == WorkerStage.SYNCING, SOON);

      broker.close();

      bench.await("trouble with the cluster", () -> !bench.syncer().ready());
      String trouble = bench.syncer().logTrouble().orElse(bench.syncer().streamsState());
      assertTrue(trouble.contains(broker.bootstrapServers()), trouble);

      broker = EmbeddedBroker.start(folder.resolve("broker"), broker.port());

      bench.await("readiness", () -> bench.syncer().ready());
      bench.chains.grow(20);
      bench.awaitAllAtTip();
    }
  }
}
