package dev.runtimebridge.dispatcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.dispatch.domain.TaskOutcome;
import dev.runtimebridge.dispatcher.testing.DispatcherProcess;
import dev.runtimebridge.dispatcher.testing.TestLog;
import dev.runtimebridge.dispatcher.testing.TestWorkers;
import dev.runtimebridge.dispatcher.testing.TestWorkers.Manner;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.DispatchRoundOpened;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds go on while one dispatcher after the other is killed, in the midst of whatever it does.
 */
class KilledDispatchersIT {
  private static final Logger LOG = LoggerFactory.getLogger(KilledDispatchersIT.class);
  private static final String PREFIX = "kills";
  private static final int WORKERS = 8;
  private static final int BLOCKS_OF_ROUND = 10;
  private static final int CLOSES_AFTER = 8;
  private static final int KILLS = 2;

  @TempDir Path folder;

  @Test
  void shouldNeitherLoseNorPayTwice() throws Exception {
    try (var broker = EmbeddedBroker.start(folder.resolve("broker"));
        var workers = new TestWorkers();
        var log = new TestLog(broker.bootstrapServers(), PREFIX)) {
      for (int worker = 0; worker < WORKERS; worker++) {
        log.worker(worker, workers.endpoint(worker));
        log.score(worker, 100 + 50 * worker);
      }
      workers.set(WORKERS - 1, Manner.WRONG);
      workers.set(WORKERS - 2, Manner.BUSY);
      Process[] running = {start(broker, "a", "a-1"), start(broker, "b", "b-1")};
      try {
        log.awaitOnline(WORKERS);
        play(log, 1, () -> {});
        for (int kill = 0; kill < KILLS; kill++) {
          int which = kill % 2;
          // One comes back to what it has on disk, the other to nothing.
          String name = which == 0 ? "a" : "b";
          String state = which == 0 ? "a-1" : "b-" + (kill + 2);
          play(
              log,
              kill + 2,
              () -> {
                running[which].destroyForcibly().waitFor();
                running[which] = start(broker, name, state);
              });
        }
      } finally {
        kill(running[0]);
        kill(running[1]);
      }

      Process last = start(broker, "c", "c-1");
      try {
        play(log, KILLS + 2, () -> {});
        log.await("balances", () -> log.audit().balances().equals(log.balances()));
      } finally {
        kill(last);
      }
      assertAllIsWell(log);
    }
  }

  /** What is done to a round while its tasks are open. */
  @FunctionalInterface
  private interface Blow {
    void strike() throws Exception;
  }

  /** A round as a chain would run it, but that its blocks wait for the tasks that can be done. */
  private static void play(TestLog log, int round, Blow blow) throws Exception {
    int first = round * BLOCKS_OF_ROUND;
    log.block(first);
    log.await("round " + round, () -> opened(log, round).isPresent());
    blow.strike();
    List<String> able =
        opened(log, round).orElseThrow().getDrawnList().stream()
            .filter(worker -> !worker.equals(TestLog.id(WORKERS - 2)))
            .toList();
    log.await("tasks of round " + round, () -> ended(log, round).containsAll(able));
    log.block(first + CLOSES_AFTER);
    log.await("the end of round " + round, () -> log.audit().settled() == round);
  }

  private static Optional<DispatchRoundOpened> opened(TestLog log, int round) {
    return of(log, round)
        .filter(DispatchEventRecord::hasOpened)
        .map(DispatchEventRecord::getOpened)
        .findAny();
  }

  private static List<String> ended(TestLog log, int round) {
    return of(log, round)
        .filter(DispatchEventRecord::hasTaskEnded)
        .map(event -> event.getTaskEnded().getWorkerId())
        .toList();
  }

  private static Stream<DispatchEventRecord> of(TestLog log, int round) {
    return log.events().stream().filter(event -> event.getRound() == round);
  }

  private void assertAllIsWell(TestLog log) {
    Map<TaskOutcome, Integer> outcomes = log.audit().outcomes();
    LOG.info(
        "Rounds: settled={} released={} outcomes={}",
        log.audit().settled(),
        log.audit().released(),
        outcomes);
    assertEquals(List.of(), log.faults());
    assertTrue(outcomes.getOrDefault(TaskOutcome.DONE, 0) > 0, "no task done");
    assertTrue(outcomes.getOrDefault(TaskOutcome.FAILED, 0) > 0, "no task failed");
    assertTrue(outcomes.getOrDefault(TaskOutcome.MISSED, 0) > 0, "no task missed");
    assertEquals(log.audit().minted(), log.audit().accounted());
    assertEquals(log.audit().balances(), log.balances());
  }

  private Process start(EmbeddedBroker broker, String name, String state) throws IOException {
    return DispatcherProcess.start(broker.bootstrapServers(), PREFIX, folder.resolve(state), name);
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
