package dev.runtimebridge.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.node.Faults;
import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.fetcher.pipeline.FetcherState.Role;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One fetcher goes on where another one ended, however that ended. */
class TakeoverIT {
  private static final FetcherSettings IMPATIENT =
      new FetcherSettings(OptionalLong.empty(), 16, 512, 0, true, Duration.ofSeconds(6));

  @TempDir static Path data;
  private static ChainsAndLog stage;

  @BeforeAll
  static void start() {
    stage = ChainsAndLog.start(data, ChainsAndLog.smallBlocks().history(130).build());
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static void awaitRole(RunningFetcher fetcher, Role role) throws InterruptedException {
    Eventually.holds(
        ChainsAndLog.DEADLINE,
        () -> fetcher.state().toString(),
        () -> fetcher.state().role() == role);
  }

  @Test
  void shouldTakeOverOnceTheActiveFetcherIsSilent() throws Exception {
    try (var standby = stage.fetcher("silent", IMPATIENT)) {
      stage.awaitTip(standby);
      try (var active = stage.fetcher("silent", IMPATIENT)) {
        stage.awaitTip(active);
        stage.devnet().produce(4);
        stage.awaitTip(active);
        awaitRole(standby, Role.STANDBY);
      }
      awaitRole(standby, Role.ACTIVE);
      stage.devnet().produce(6);
      stage.awaitTip(standby);
      assertEquals("", standby.state().waitingFor());
    }
    stage.log("silent").assertWhole();
  }

  @Test
  void shouldDropWhatAKilledFetcherLeftOpenAndGoOn() throws Exception {
    String servers = stage.broker().bootstrapServers();
    String topic = TopicCatalogue.of("sigkill", 1).relayHeaders().name();
    stage.devnet().paraNode(0).setFaults(Faults.NONE.withSlow(Duration.ofMillis(40)));
    Process process =
        FetcherProcess.start(
            servers,
            "sigkill",
            stage.relay().getFirst(),
            stage.para().getFirst(),
            data.resolve("sigkill.log"));
    try (var records = new OpenTransaction(servers, topic)) {
      Eventually.holds(
          ChainsAndLog.DEADLINE,
          () -> "committed up to " + records.committedEnd() + ", alive: " + process.isAlive(),
          () -> records.committedEnd() > 0 && records.isOpen());
      // SIGKILL: nothing of the process runs after it.
      assertTrue(process.destroyForcibly().waitFor(20, TimeUnit.SECONDS));
      assertTrue(records.isOpen(), "the transaction was finished before the kill");
      stage.devnet().paraNode(0).setFaults(Faults.NONE);
      try (var next = stage.fetcher("sigkill")) {
        stage.awaitTip(next);
      }
    } finally {
      process.destroyForcibly();
      stage.devnet().paraNode(0).setFaults(Faults.NONE);
    }
    stage.log("sigkill").assertWhole();
  }
}
