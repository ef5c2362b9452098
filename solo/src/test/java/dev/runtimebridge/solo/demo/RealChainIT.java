package dev.runtimebridge.solo.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import dev.runtimebridge.schemas.v1.WorkerView;
import dev.runtimebridge.solo.LogCheck;
import dev.runtimebridge.solo.SoloProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What our own devnet cannot prove of itself: the services as they are, against a relay chain and a
 * Khala-like parachain with real runtimes, whose authority set changes every 20 blocks. {@code
 * -Dtest.real-blocks} makes it long.
 */
class RealChainIT {
  private static final int BLOCKS = Integer.getInteger("test.real-blocks", 50);
  private static final long PID = 1;

  /** A block takes one to two seconds to build. */
  private static final Duration BUILD_DEADLINE = Duration.ofMinutes(12);

  @TempDir Path folder;

  @Test
  void shouldBringAWorkerThroughRealBlocks() throws Exception {
    RealChain.assumeInstalled();
    try (var chain = RealChain.start(SoloProcess.freePort(), SoloProcess.freePort());
        var farm = WorkerFarm.start(FarmSettings.of(1))) {
      var built = chain.build(BLOCKS);
      try (var solo = RunningSolo.start(folder, List.of(chain.relay()), List.of(chain.para()))) {
        BridgeClient client = solo.api();
        client.ensurePool(PID, "real");
        client.ensureWorker(PID, "real-1", farm.baseUrl(0));
        Await.until(BUILD_DEADLINE, built::isDone, () -> "blocks are still being built");
        assertTrue(built.get().has("result"), built.get().toString());
        Await.until(BUILD_DEADLINE, () -> isAtTheTip(client), () -> client.workers().toString());
        var reached = client.workers().getFirst().getState().getProgress().getFacts();
        assertEquals(
            new ParaChainState(chain.para()).rootAt(reached.getHeights().getNextParaBlock() - 1L),
            reached.getStateRoot());
      }
      LogCheck.stateIsTold(folder.resolve("data").resolve("kafka"));
    }
  }

  /** Finality stays one block behind the head. */
  private static boolean isAtTheTip(BridgeClient client) {
    Optional<WorkerView> worker = client.workers().stream().findFirst();
    return worker
        .filter(view -> Goal.AT_TIP.isReachedIn(view.getState().getStage()))
        .map(Progress::heights)
        .filter(heights -> heights.getNextRelayHeader() >= BLOCKS)
        .isPresent();
  }
}
