package dev.runtimebridge.fetcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.node.Faults;
import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fetcher does with the only node of the parachain when that lacks something. */
class FallbackIT {
  private static final FetcherSettings SMALL_BATCHES =
      new FetcherSettings(OptionalLong.empty(), 4, 16, 0, true, Duration.ofSeconds(30));

  /** More than the largest batch of this test takes, less than the whole history does. */
  private static final int ANSWERS = 120;

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

  @AfterEach
  void makeSound() {
    stage.devnet().paraNode(0).setFaults(Faults.NONE);
  }

  @Test
  void shouldReadTheGenesisPageByPageWhereTheNodeDoesNotGiveItAtOnce() throws Exception {
    stage.devnet().paraNode(0).setFaults(Faults.NONE.withHiddenMethods("state_getPairs"));
    try (var fetcher = stage.fetcher("pages")) {
      stage.awaitTip(fetcher);
    }
    stage.log("pages").assertWhole();
  }

  @Test
  void shouldAskForARangeOfOneBlockWhereTheNodeHasNoChangesOfASingleOne() throws Exception {
    stage.devnet().paraNode(0).setFaults(Faults.NONE.withHiddenMethods("pha_getStorageChangesAt"));
    try (var fetcher = stage.fetcher("range")) {
      stage.awaitTip(fetcher);
    }
    stage.log("range").assertWhole();
  }

  @Test
  void shouldGoOnWhenTheNodeCutsTheConnectionEverySoManyAnswers() throws Exception {
    var node = stage.devnet().paraNode(0);
    Faults cutting = Faults.NONE.withDropAfter(ANSWERS);
    node.setFaults(cutting);
    var cuts = new AtomicInteger();
    long wanted = stage.devnet().chains().relay().finalized();
    try (var fetcher = stage.fetcher("cuts", SMALL_BATCHES)) {
      Eventually.holds(
          ChainsAndLog.DEADLINE,
          () -> fetcher.state().toString(),
          () -> {
            if (fetcher.state().waitingFor().contains("closed the connection")) {
              cuts.incrementAndGet();
              node.setFaults(cutting);
            }
            return fetcher.relayHeight() >= wanted;
          });
    }
    assertTrue(cuts.get() > 0, "the connection was never cut");
    stage.log("cuts").assertWhole();
  }
}
