package dev.runtimebridge.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainTip;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots at the tip: of states that workers can load, and of no other. */
class SnapshotIT {
  /** The devnet's parachain has its first child trie from this block on. */
  private static final int FIRST_CHILD_TRIE = 10;

  private static final String REFUSED = "no snapshot is published";

  @TempDir Path data;

  @Test
  void shouldPublishNoStateThatHasChildTries() throws Exception {
    var settings =
        new FetcherSettings(OptionalLong.empty(), 8, 512, 5, true, Duration.ofSeconds(30));
    try (var stage = ChainsAndLog.start(data, ChainsAndLog.smallBlocks().history(24).build());
        var logged = new CapturedLog();
        var fetcher = stage.fetcher("snapshot", settings)) {
      stage.awaitTip(fetcher);
      Eventually.holds(
          ChainsAndLog.DEADLINE,
          () -> fetcher.state().toString(),
          () -> !stage.log("snapshot").snapshot().isEmpty());
      PublishedLog loadable = stage.log("snapshot").assertWhole();
      loadable.assertSnapshot();
      assertTrue(loadable.snapshot().getLast().getBlockNumber() < FIRST_CHILD_TRIE);

      stage.devnet().produce(14);
      stage.awaitTip(fetcher);
      Eventually.holds(
          ChainsAndLog.DEADLINE,
          () -> fetcher.state().toString(),
          () -> !logged.warnings(REFUSED).isEmpty());
      stage.devnet().produce(14);
      stage.awaitTip(fetcher);
      PublishedLog after = stage.log("snapshot").assertWhole();
      assertEquals(loadable.snapshot(), after.snapshot());
      assertEquals(1, logged.warnings(REFUSED).size(), () -> logged.warnings(REFUSED).toString());

      ChainTip told = awaitTold(stage, after.para().getLast().getNumber());
      assertFalse(told.getWaitingFor().contains("snapshot"), told::getWaitingFor);
    }
  }

  /** What is told of the parachain once block {@code number} is published. */
  private static ChainTip awaitTold(ChainsAndLog stage, int number) throws InterruptedException {
    Eventually.holds(
        ChainsAndLog.DEADLINE,
        () -> "published #" + number + " in: " + stage.log("snapshot").tip(Chain.PARA),
        () ->
            stage
                .log("snapshot")
                .tip(Chain.PARA)
                .filter(tip -> tip.getPublishedNumber() == number)
                .isPresent());
    return stage.log("snapshot").tip(Chain.PARA).orElseThrow();
  }
}
