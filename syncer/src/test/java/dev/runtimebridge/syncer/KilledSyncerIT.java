package dev.runtimebridge.syncer;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
  private static final Duration SOON = Duration.ofSeconds(40);

  /** Far less than the 45 s after which the group gives up on a member that is silent. */
  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void shouldGetItsWorkersBackAtOnce() throws Exception {
    try (var broker = EmbeddedBroker.start(folder.resolve("broker"));
        var bench =
            new Bench(broker.bootstrapServers(), folder, "killed", FarmSettings.of(2), 60)) {
      bench.syncer().close();
      bench.createWorkers();
      Path stateDir = folder.resolve("child");
      Process killed = SyncerProcess.start(broker.bootstrapServers(), "killed", stateDir);
      try {
        bench.awaitAllAtTip();
      } finally {
        kill(killed);
      }
      long epoch = bench.table.state(0).getEpoch();

      long began = System.nanoTime();
      Process back = SyncerProcess.start(broker.bootstrapServers(), "killed", stateDir);
      try {
        bench.table.await(0, state -> state.getEpoch() > epoch, SOON);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        LOG.info("Killed syncer drives its workers again: ms={}", took.toMillis());
        assertTrue(took.compareTo(AT_ONCE) < 0, took::toString);
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
