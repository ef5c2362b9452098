package dev.runtimebridge.syncer;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.syncer.testing.Bench;
import dev.runtimebridge.syncer.testing.SyncerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A syncer with a name of its own is killed and comes back. */
class KilledSyncerIT {
  private static final Logger LOG = LoggerFactory.getLogger(KilledSyncerIT.class);
  private static final Duration SOON = Duration.ofSeconds(60);

  /** So long that who is back soon did not wait for it. */
  private static final Duration SESSION_TIMEOUT = Duration.ofMinutes(10);

  @TempDir Path folder;

  @Test
  void shouldGetItsWorkersBackLongBeforeItsSessionTimesOut() throws Exception {
    try (var broker = EmbeddedBroker.start(folder.resolve("broker"));
        var bench =
            new Bench(broker.bootstrapServers(), folder, "killed", FarmSettings.of(2), 60)) {
      bench.syncer().close();
      bench.createWorkers();
      Path stateDir = folder.resolve("child");
      Process killed =
          SyncerProcess.start(broker.bootstrapServers(), "killed", stateDir, SESSION_TIMEOUT);
      try {
        bench.awaitAllAtTip();
      } finally {
        kill(killed);
      }
      long epoch = bench.table.state(0).getEpoch();

      long began = System.nanoTime();
      Process back =
          SyncerProcess.start(broker.bootstrapServers(), "killed", stateDir, SESSION_TIMEOUT);
      try {
        bench.table.await(0, state -> state.getEpoch() > epoch, SOON);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        LOG.info("Killed syncer drives its workers again: ms={}", took.toMillis());
        bench.chains.grow(10);
        bench.awaitAllAtTip();
      } finally {
        kill(back);
      }
    }
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
