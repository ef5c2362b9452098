package dev.runtimebridge.syncer.testing;

import static dev.runtimebridge.syncer.testing.StateTable.heightsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.syncer.adapter.SyncerService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A log of two partitions for workers, a farm of them, a syncer. */
public final class Bench implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Two chains in the log. */
  public final ChainPublisher chains;

  /** The workers. */
  public final WorkerFarm farm;

  /** What an operator does and sees. */
  public final StateTable table;

  /** Topics of this bench. */
  public final TopicCatalogue topics;

  private final String bootstrapServers;
  private final Path folder;
  private final String name;
  private SyncerService syncer;

  /** Everything but the workers' creation. */
  public Bench(
      String bootstrapServers, Path folder, String name, FarmSettings farmSettings, int history)
      throws Exception {
    this.bootstrapServers = bootstrapServers;
    this.folder = folder;
    this.name = name;
    topics = TopicCatalogue.of(name, 2);
    TestConfig.createTopics(bootstrapServers, topics);
    chains =
        new ChainPublisher(
            bootstrapServers,
            topics,
            DevnetSettings.builder().storageChangeBytes(2_000).workers(0).build());
    chains.grow(history);
    farm = WorkerFarm.start(farmSettings);
    table = new StateTable(bootstrapServers, topics);
    syncer = startSyncer("test", folder.resolve(name));
  }

  /** The syncer that runs now. */
  public SyncerService syncer() {
    return syncer;
  }

  /** Asks for all workers of the farm. */
  public void createWorkers() {
    for (int index = 0; index < farm.size(); index++) {
      createWorker(index);
    }
  }

  /** Asks for one worker of the farm. */
  public void createWorker(int index) {
    table.createWorker(index, farm.baseUrl(index));
  }

  /** Waits until all workers have what the log has, with the chain's own state root. */
  public void awaitAllAtTip() {
    for (int index = 0; index < farm.size(); index++) {
      awaitAtTip(index);
    }
  }

  /** Waits until one worker has what the log has, with the chain's own state root. */
  public void awaitAtTip(int index) {
    WorkerState state = table.await(index, this::isAtTip, SOON);
    assertEquals(
        chains.stateRoot(chains.paraPublished()), state.getProgress().getFacts().getStateRoot());
  }

  /** Waits until a worker's request fails in that way. */
  public void awaitFailure(int index, FailureKind kind) {
    table.await(index, state -> state.getRetry().getKind() == kind, SOON);
  }

  /** Waits for a condition while states and events are read. */
  public void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within %s: %s".formatted(SOON, what));
      }
      table.read();
    }
  }

  /** Stops the syncer and starts another on the same folder. */
  public void restartSyncer() {
    restartSyncer(folder.resolve(name));
  }

  /** Stops the syncer and starts another on {@code stateDir}. */
  public void restartSyncer(Path stateDir) {
    syncer.close();
    syncer = startSyncer("test", stateDir);
  }

  /** Starts a further syncer, which the caller closes. */
  public SyncerService startSyncer(String instanceId, Path stateDir) {
    return TestConfig.start(
        bootstrapServers, name, stateDir, Map.of("bridge.syncer.instance-id", instanceId));
  }

  @Override
  public void close() {
    syncer.close();
    table.close();
    farm.close();
    chains.close();
  }

  private boolean isAtTip(WorkerState state) {
    return state.getStage() == WorkerStage.AT_TIP
        && heightsOf(state).getNextRelayHeader() == chains.relayPublished() + 1
        && heightsOf(state).getNextParaBlock() == chains.paraPublished() + 1
        && !state.getProgress().getFacts().getStateRoot().isEmpty();
  }
}
