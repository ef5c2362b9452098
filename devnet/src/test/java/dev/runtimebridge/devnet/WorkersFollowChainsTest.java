package dev.runtimebridge.devnet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import java.net.URI;
import org.junit.jupiter.api.Test;

/**
 * A worker checks all that it is fed, so one that reaches the tip says that the two chains are
 * sound together.
 */
class WorkersFollowChainsTest {
  @Test
  void shouldBringAWorkerFromItsGenesisToTheTip() throws Exception {
    DevnetSettings settings =
        DevnetSettings.builder().history(130).storageChangeBytes(4096).workers(1).build();
    try (Devnet devnet = Devnet.start(settings)) {
      URI worker = devnet.workerEndpoint(0);
      var feeder = new WorkerFeeder(devnet);
      feeder.init(worker);
      PhactoryInfo info = feeder.feed(worker);

      assertEquals(devnet.chains().relay().finalized() + 1, info.getHeadernum());
      assertEquals(devnet.status().paraFinalized() + 1, info.getParaHeadernum());
      assertEquals(devnet.status().paraFinalized() + 1, info.getBlocknum());
      Block last = devnet.chains().para().block(devnet.status().paraFinalized()).orElseThrow();
      assertEquals(last.header().stateRoot().toString(), "0x" + info.getStateRoot());
    }
  }
}
