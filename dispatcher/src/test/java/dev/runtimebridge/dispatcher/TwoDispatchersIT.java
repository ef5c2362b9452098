package dev.runtimebridge.dispatcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.dispatch.domain.TaskOutcome;
import dev.runtimebridge.dispatcher.adapter.DispatcherService;
import dev.runtimebridge.dispatcher.testing.TestConfig;
import dev.runtimebridge.dispatcher.testing.TestLog;
import dev.runtimebridge.dispatcher.testing.TestWorkers;
import dev.runtimebridge.dispatcher.testing.TestWorkers.Manner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two dispatchers on one log; what stops them says so. */
class TwoDispatchersIT {
  private static final String PREFIX = "two";

  @TempDir Path folder;

  @Test
  void shouldHandOverInOrderAndNameWhatStopsThem() throws Exception {
    try (var broker = EmbeddedBroker.start(folder.resolve("broker"));
        var workers = new TestWorkers();
        var log = new TestLog(broker.bootstrapServers(), PREFIX)) {
      log.worker(0, workers.endpoint(0));
      log.score(0, 300);
      workers.set(0, Manner.BUSY);
      DispatcherService first = start(broker, "first", Map.of());
      log.await("the first decides", first::isActive);
      try (DispatcherService second = start(broker, "second", Map.of())) {
        log.awaitOnline(1);
        log.block(10);
        log.await("a busy worker is told of", () -> !troubles(first, second).isEmpty());
        assertTrue(troubles(first, second).getFirst().contains("REFUSED: status 500"));
        log.await("both run", () -> first.ready() && second.ready());

        first.close();
        workers.set(0, Manner.RIGHT);
        log.await("its successor asks", () -> log.audit().outcomes().size() == 1);
        assertEquals(Map.of(TaskOutcome.DONE, 1), log.audit().outcomes());
        assertTrue(second.isActive());
        assertFalse(first.isActive());

        log.garbageAmongReports();
        log.await(
            "it stops at what it cannot read",
            () -> !second.ready() && second.streamsState().contains("two.dispatch.reports"));
        log.deleteReports();
        log.block(18);
        log.await("it goes on", () -> log.audit().settled() == 1);
      }
      try (DispatcherService other =
          start(broker, "second", Map.of("bridge.dispatcher.round-blocks", "20"))) {
        log.await(
            "other rounds are refused",
            () -> other.streamsState().contains("bridge.dispatcher.round-blocks is 20"));
      }
      assertEquals(List.of(), log.faults());
    }
  }

  private static List<String> troubles(DispatcherService first, DispatcherService second) {
    return first.isActive() ? first.taskTroubles() : second.taskTroubles();
  }

  private DispatcherService start(
      EmbeddedBroker broker, String name, Map<String, String> settings) {
    return TestConfig.start(
        broker.bootstrapServers(), PREFIX, folder.resolve(name), name, settings);
  }
}
