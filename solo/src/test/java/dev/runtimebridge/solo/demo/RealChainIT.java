package dev.runtimebridge.solo.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenFile;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerView;
import dev.runtimebridge.solo.LogCheck;
import dev.runtimebridge.solo.SoloProcess;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What our own devnet cannot prove of itself: the services as they are, against a relay chain and a
 * Khala-like parachain with real runtimes, whose authority set changes every 20 blocks.
 */
class RealChainIT {
  private static final int BLOCKS = 200;
  private static final long PID = 1;
  private static final Duration START_DEADLINE = Duration.ofMinutes(2);

  /** A block takes one to two seconds to build. */
  private static final Duration BUILD_DEADLINE = Duration.ofMinutes(12);

  @TempDir Path folder;

  @Test
  void shouldBringAWorkerThroughTwoHundredRealBlocks() throws Exception {
    RealChain.assumeInstalled();
    int port = SoloProcess.freePort();
    try (var chain = RealChain.start(SoloProcess.freePort(), SoloProcess.freePort());
        var farm = WorkerFarm.start(FarmSettings.of(1))) {
      var built = chain.build(BLOCKS);
      try (var solo = startSolo(chain, port)) {
        var client = connect(solo, port);
        client.ensurePool(PID, "real");
        client.ensureWorker(PID, "real-1", farm.baseUrl(0));
        Await.until(BUILD_DEADLINE, built::isDone, () -> "blocks are still being built");
        assertTrue(built.get().has("result"), built.get().toString());
        Await.until(BUILD_DEADLINE, () -> isAtTheTip(client), () -> client.workers().toString());
        var reached = client.workers().getFirst().getState().getProgress().getFacts();
        assertEquals(
            new ParaChainState(chain.para()).rootAt(reached.getHeights().getNextParaBlock() - 1L),
            reached.getStateRoot());
        client.close();
      }
      LogCheck.stateIsTold(folder.resolve("data").resolve("kafka"));
    }
  }

  private SoloProcess startSolo(RealChain chain, int port) {
    return SoloProcess.start(
        folder,
        "solo",
        port,
        "--relay",
        chain.relay(),
        "--para",
        chain.para().toString(),
        "--data",
        folder.resolve("data").toString());
  }

  private BridgeClient connect(SoloProcess solo, int port) throws Exception {
    Path data = folder.resolve("data");
    Await.until(START_DEADLINE, () -> data.resolve(TokenFile.NAME).toFile().exists(), solo::output);
    var client = new BridgeClient(port, TokenFile.openOrCreate(data).of(Role.OPERATOR));
    Await.until(START_DEADLINE, () -> answers(client), solo::output);
    return client;
  }

  private static boolean answers(BridgeClient client) {
    try {
      return client.chainStatus().hasPara();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  /** Finality stays one block behind the head. */
  private static boolean isAtTheTip(BridgeClient client) {
    Optional<WorkerView> worker = client.workers().stream().findFirst();
    return worker
        .filter(view -> view.getState().getStage() == WorkerStage.AT_TIP)
        .map(Progress::heights)
        .filter(heights -> heights.getNextRelayHeader() >= BLOCKS)
        .isPresent();
  }
}
