package dev.runtimebridge.syncer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.syncer.adapter.SyncerService;
import dev.runtimebridge.syncer.adapter.SystemClock;
import dev.runtimebridge.syncer.adapter.kafka.KafkaObservations;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.testing.Bench;
import dev.runtimebridge.syncer.testing.StateTable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two syncers on one log. */
class TwoSyncersIT {
  private static final int WORKERS = 6;

  @TempDir Path folder;

  @Test
  void shouldShareTheWorkersAndTakeThemOver() throws Exception {
    try (var broker = EmbeddedBroker.start(folder.resolve("broker"));
        var bench =
            new Bench(broker.bootstrapServers(), folder, "shared", FarmSettings.of(WORKERS), 100)) {
      bench.createWorkers();
      bench.awaitAllAtTip();
      WorkerState[] alone = states(bench);
      List<Integer> moved;

      try (SyncerService second = bench.startSyncer("second", folder.resolve("second"))) {
        bench.await("both drive workers", () -> areShared(bench, second));
        bench.chains.grow(10);
        bench.awaitAllAtTip();

        moved = drivenBy(bench, "second-");
        assertEquals(second.sessionCount(), moved.size());
        IntStream.range(0, WORKERS)
            .forEach(
                worker ->
                    assertEquals(
                        alone[worker].getEpoch() + (moved.contains(worker) ? 1 : 0),
                        bench.table.state(worker).getEpoch()));
        int late = moved.getFirst();
        tellLate(broker, bench, late, alone[late]);
      }

      bench.await("the first has all", () -> drivenBy(bench, "test-").size() == WORKERS);
      bench.chains.grow(10);
      bench.awaitAllAtTip();
      for (int worker : moved) {
        assertEquals(alone[worker].getEpoch() + 2, bench.table.state(worker).getEpoch());
        assertFalse(bench.table.events(worker).contains("HEIGHTS_WENT_BACK"));
      }
      for (int worker = 0; worker < WORKERS; worker++) {
        int sessions = Collections.frequency(bench.table.events(worker), "SESSION_BEGAN");
        assertEquals(moved.contains(worker) ? 3 : 1, sessions);
      }
    }
  }

  private static boolean areShared(Bench bench, SyncerService second) {
    List<Integer> theirs = drivenBy(bench, "second-");
    return !theirs.isEmpty()
        && theirs.size() < WORKERS
        && second.sessionCount() == theirs.size()
        && bench.syncer().sessionCount() == WORKERS - theirs.size();
  }

  private static List<Integer> drivenBy(Bench bench, String driver) {
    return IntStream.range(0, WORKERS)
        .filter(worker -> bench.table.state(worker).getDriver().startsWith(driver))
        .boxed()
        .toList();
  }

  private static WorkerState[] states(Bench bench) {
    return IntStream.range(0, WORKERS)
        .mapToObj(worker -> bench.table.state(worker))
        .toArray(WorkerState[]::new);
  }

  /** What the first syncer's session would say if it had not noticed that it was replaced. */
  private static void tellLate(EmbeddedBroker broker, Bench bench, int worker, WorkerState before) {
    try (var observations =
        new KafkaObservations(
            broker.bootstrapServers(),
            bench.topics.workerObservations(),
            before.getDriver(),
            new SystemClock())) {
      observations.report(
          new AggregateId(StateTable.id(worker)),
          before.getEpoch(),
          new Observation.HeightsSeen(new Heights(2, 1, 1), "", new Reach(1, 1, 1, 1)));
    }
  }
}
