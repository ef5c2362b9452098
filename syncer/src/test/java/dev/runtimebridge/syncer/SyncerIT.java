package dev.runtimebridge.syncer;

import static dev.runtimebridge.syncer.testing.StateTable.heightsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.devnet.worker.RestartFrom;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.syncer.adapter.SyncerService;
import dev.runtimebridge.syncer.testing.ChainPublisher;
import dev.runtimebridge.syncer.testing.StateTable;
import dev.runtimebridge.syncer.testing.TestConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
    try (var bench = new Bench("follow", FarmSettings.of(4), 200, Map.of())) {
      bench.createWorkers();

      bench.awaitAllAtTip();
      bench.chains.grow(20);
      bench.awaitAllAtTip();
    }
  }

  @Test
  void shouldLoadAStateWhereTheLogHasOne() throws Exception {
    try (var bench = new Bench("fast", FarmSettings.of(2), 120, Map.of())) {
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
    try (var bench = new Bench("back", FarmSettings.of(1).withCheckpointEvery(10), 120, Map.of())) {
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
    try (var bench = new Bench("refused", FarmSettings.of(1), 120, Map.of())) {
      bench.farm.faults(0).refuseJustifications(Set.of(37L));
      bench.createWorkers();

      bench.awaitAllAtTip();
    }
  }

  @Test
  void shouldSayWhatIsWrongWithAWorkerAndGoOnOnceItIsWell() throws Exception {
    try (var bench = new Bench("ill", FarmSettings.of(2), 60, Map.of())) {
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
    try (var bench = new Bench("law1", FarmSettings.of(2), 60, Map.of())) {
      bench.createWorkers();
      bench.awaitAllAtTip();
      long before = bench.table.state(0).getEpoch();

      bench.restartSyncer(folder.resolve("elsewhere"));
      bench.chains.grow(10);

      bench.awaitAllAtTip();
      assertEquals(before + 1, bench.table.state(0).getEpoch());
    }
  }

  /** A log, a farm, a syncer. */
  private static final class Bench implements AutoCloseable {
    final ChainPublisher chains;
    final WorkerFarm farm;
    final StateTable table;
    private final String name;
    private final Map<String, String> settings;
    private SyncerService syncer;

    Bench(String name, FarmSettings farmSettings, int history, Map<String, String> settings)
        throws Exception {
      this.name = name;
      this.settings = settings;
      var topics = TopicCatalogue.of(name, 2);
      TestConfig.createTopics(broker.bootstrapServers(), topics);
      chains =
          new ChainPublisher(
              broker.bootstrapServers(),
              topics,
              DevnetSettings.builder().storageChangeBytes(2_000).workers(0).build());
      chains.grow(history);
      farm = WorkerFarm.start(farmSettings);
      table = new StateTable(broker.bootstrapServers(), topics);
      syncer = start(folder.resolve(name));
    }

    void createWorkers() {
      for (int index = 0; index < farm.size(); index++) {
        table.createWorker(index, farm.baseUrl(index));
      }
    }

    void awaitAllAtTip() {
      for (int index = 0; index < farm.size(); index++) {
        WorkerState state = table.await(index, this::isAtTip, SOON);
        assertEquals(
            chains.stateRoot(chains.paraPublished()),
            state.getProgress().getFacts().getStateRoot());
      }
    }

    void awaitFailure(int index, FailureKind kind) {
      table.await(index, state -> state.getRetry().getKind() == kind, SOON);
    }

    void restartSyncer(Path stateDir) {
      syncer.close();
      syncer = start(stateDir);
    }

    private boolean isAtTip(WorkerState state) {
      return state.getStage() == WorkerStage.AT_TIP
          && heightsOf(state).getNextRelayHeader() == chains.relayPublished() + 1
          && heightsOf(state).getNextParaBlock() == chains.paraPublished() + 1
          && !state.getProgress().getFacts().getStateRoot().isEmpty();
    }

    private SyncerService start(Path stateDir) {
      return TestConfig.start(broker.bootstrapServers(), name, stateDir, settings);
    }

    @Override
    public void close() {
      syncer.close();
      table.close();
      farm.close();
      chains.close();
    }
  }
}
