package dev.runtimebridge.dispatcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.dispatcher.adapter.DispatcherService;
import dev.runtimebridge.dispatcher.testing.TestConfig;
import dev.runtimebridge.dispatcher.testing.TestLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** As many workers as there may ever be. */
class LargeRoundIT {
  private static final Logger LOG = LoggerFactory.getLogger(LargeRoundIT.class);
  private static final int WORKERS = 100_000;

  @TempDir Path folder;

  @Test
  void shouldOpenAndSettleARoundOfAHundredThousand() throws Exception {
    try (var broker = EmbeddedBroker.start(folder.resolve("broker"));
        var log = new TestLog(broker.bootstrapServers(), "large")) {
      for (int worker = 0; worker < WORKERS; worker++) {
        log.worker(worker, "http://127.0.0.1:1/" + worker);
        log.score(worker, 100 + worker % 1_000);
      }
      log.flush();
      try (DispatcherService service =
          TestConfig.start(
              broker.bootstrapServers(),
              "large",
              folder.resolve("state"),
              "one",
              Map.of("bridge.dispatcher.transaction-timeout", "2m"))) {
        log.awaitOnline(WORKERS);
        long began = System.nanoTime();
        log.block(10);
        log.await("the round", () -> !log.events().isEmpty());
        LOG.info("Opened: ms={}", Duration.ofNanos(System.nanoTime() - began).toMillis());
        var opened = log.events().getFirst();
        assertEquals(WORKERS, opened.getOpened().getCandidatesCount());
        assertTrue(opened.getSerializedSize() > 1 << 20, "not larger than brokers take anyway");

        began = System.nanoTime();
        log.block(18);
        log.await("its end", () -> log.audit().settled() == 1);
        log.await("balances", () -> log.audit().balances().equals(log.balances()));
        LOG.info("Settled: ms={}", Duration.ofNanos(System.nanoTime() - began).toMillis());
        assertEquals(WORKERS + 3, log.balances().size());
        assertEquals(List.of(), log.faults());
        assertEquals(log.audit().minted(), log.audit().accounted());
        assertTrue(service.isActive());
      }
    }
  }
}
