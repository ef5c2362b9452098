package dev.runtimebridge.syncer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.devnet.worker.RestartFrom;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.syncer.testing.Bench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the log through the syncer into simulated workers, on a real broker. */
class SyncerIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldBringWorkersToTheTipAndKeepThemThere() throws Exception {
    try (var bench = bench("follow", FarmSettings.of(4), 200)) {
      bench.createWorkers();

      bench.awaitAllAtTip();
      bench.chains.grow(20);
      bench.awaitAllAtTip();
    }
  }

  @Test
  void shouldLoadAStateWhereTheLogHasOne() throws Exception {
    try (var bench = bench("fast", FarmSettings.of(2), 120)) {
      // From block 10 on the simulated parachain has child tries, which a StorageState cannot
      // carry.
      bench.chains.snapshot(5, 3);
      bench.createWorkers();

      bench.awaitAllAtTip();
      assertTrue(
          bench.table.events(0).contains("CHAIN_STATE_LOADED"), bench.table.events(0)::toString);
    }
  }

  @Test
  void shouldGoOnWhenAWorkerComesBackOnAnOlderCheckpoint() throws Exception {
    try (var bench = bench("back", FarmSettings.of(1).withCheckpointEvery(10), 120)) {
      bench.createWorkers();
      bench.awaitAllAtTip();

      bench.farm.faults(0).restart(RestartFrom.OLDER_CHECKPOINT);
      bench.chains.grow(10);

      bench.awaitAllAtTip();
      bench.table.await(0, state -> bench.table.events(0).contains("HEIGHTS_WENT_BACK"), SOON);
    }
  }

  @Test
  void shouldPassAJustificationThatAWorkerRefuses() throws Exception {
    try (var bench = bench("refused", FarmSettings.of(1), 120)) {
      bench.farm.faults(0).refuseJustifications(Set.of(37L));
      bench.createWorkers();

      bench.awaitAllAtTip();
    }
  }

  @Test
  void shouldSayWhatIsWrongWithAWorkerAndGoOnOnceItIsWell() throws Exception {
    try (var bench = bench("ill", FarmSettings.of(2), 60)) {
      bench.farm.faults(0).notAPRuntime(Duration.ofMinutes(5));
      bench.farm.faults(1).answerBusy(Duration.ofMinutes(5));
      bench.createWorkers();
      bench.awaitFailure(0, FailureKind.NOT_A_PRUNTIME);
      bench.awaitFailure(1, FailureKind.BUSY);

      bench.farm.faults(0).clear();
      bench.farm.faults(1).clear();

      bench.awaitAllAtTip();
    }
  }

  @Test
  void shouldComeBackFromTheChangelogWithoutItsFolder() throws Exception {
    try (var bench = bench("law1", FarmSettings.of(2), 60)) {
      bench.createWorkers();
      bench.awaitAllAtTip();
      long before = bench.table.state(0).getEpoch();

      bench.restartSyncer(folder.resolve("elsewhere"));
      bench.chains.grow(10);

      bench.awaitAllAtTip();
      assertEquals(before + 1, bench.table.state(0).getEpoch());
    }
  }

  private static Bench bench(String name, FarmSettings farm, int history) throws Exception {
    return new Bench(broker.bootstrapServers(), folder, name, farm, history);
  }
}
