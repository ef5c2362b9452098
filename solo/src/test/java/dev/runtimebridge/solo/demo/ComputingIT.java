package dev.runtimebridge.solo.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.count.ChainCount;
import dev.runtimebridge.devnet.count.ExecutedCall;
import dev.runtimebridge.devnet.node.Faults;
import dev.runtimebridge.devnet.runtime.RuntimeSettings;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers that compute keep computing while nodes fail and while the runtime changes. {@code
 * -Dtest.workers} and {@code -Dtest.blocks} make it long.
 */
class ComputingIT {
  private static final int WORKERS = Integer.getInteger("test.workers", 8);
  private static final int BLOCKS = Integer.getInteger("test.blocks", 32);
  private static final int BLOCKS_PER_FAULT = Integer.getInteger("test.blocks-per-fault", 8);
  private static final Duration DEADLINE = Duration.ofMinutes(15);
  private static final String MESSAGE = "PhalaMq.sync_offchain_message";
  private static final List<Faults> FAULTS =
      List.of(
          Faults.NONE.withRefusedConnections(),
          Faults.NONE.withStall(),
          Faults.NONE.withDroppedShare(100),
          Faults.NONE.withLag(6));

  @TempDir Path folder;

  @Test
  void shouldKeepHeartbeatsFlowingWhileOneNodeAfterAnotherFails() throws Exception {
    try (var devnet = devnet();
        var solo = RunningSolo.start(folder, devnet.relayEndpoints(), devnet.paraEndpoints())) {
      Crew crew = Crew.enrolByHand(solo, devnet, WORKERS);
      assertTrue(crew.allCompute(), crew::states);
      System.out.println("all compute at block " + paraHeight(devnet));
      int before = devnet.count().calls(MESSAGE).size();
      for (int i = 0; i * BLOCKS_PER_FAULT < BLOCKS; i++) {
        fail(devnet, i);
        long next = paraHeight(devnet) + BLOCKS_PER_FAULT;
        until(() -> paraHeight(devnet) >= next, crew, solo);
      }
      ChainCount count = devnet.count();
      assertEquals(
          List.of(), count.events("PhalaComputation.WorkerEnterUnresponsive"), solo::output);
      assertTrue(crew.allCompute(), crew::states);
      int heartbeats = count.calls(MESSAGE).size() - before;
      int asked = WORKERS * BLOCKS / RuntimeSettings.DEFAULTS.heartbeatEvery();
      assertTrue(heartbeats >= asked / 2, heartbeats + " messages, about " + asked + " asked for");
      assertEquals(Map.of(), count.repeated());
      System.out.printf("%d messages in %d blocks, %d asked for%n", heartbeats, BLOCKS, asked);
    }
  }

  @Test
  void shouldCarryOnThroughAnUpgradeOfTheRuntime() throws Exception {
    try (var devnet = devnet();
        var solo = RunningSolo.start(folder, devnet.relayEndpoints(), devnet.paraEndpoints())) {
      Crew crew = Crew.enrol(solo.api(), devnet, WORKERS);
      until(() -> crew.anyIn(WorkerStage.ADDING_TO_POOL), crew, solo);
      long upgrade = paraHeight(devnet) + 1;
      devnet.upgradeRuntimeAt(upgrade);
      until(crew::allCompute, crew, solo);
      ChainCount count = devnet.count();
      assertEquals(Map.of(), count.repeated());
      List<ExecutedCall> starts = count.calls("PhalaStakePoolv2.start_computing");
      assertEquals(WORKERS, starts.size());
      assertTrue(
          starts.stream().allMatch(call -> call.block() > upgrade && call.succeeded()),
          starts::toString);

      RealChain.assumeInstalled();
      JsonNode read = OrdinaryClient.readAll(folder, devnet.paraEndpoints().getFirst());
      assertEquals("[]", read.path("unverified").toString());
      assertEquals("[]", read.path("complaints").toString());
      assertTrue(read.path("calls").size() >= count.transactions(), read::toString);
    }
  }

  /** One node after the other, of both chains, each time in another way. */
  private static void fail(Devnet devnet, int round) {
    Faults fault = FAULTS.get((round + round / 4) % FAULTS.size());
    int node = round / 2 % 2;
    if (round % 2 == 0) {
      devnet.paraNode(node).setFaults(fault.withHealing(BLOCKS_PER_FAULT));
    } else {
      devnet.relayNode(node).setFaults(fault.withHealing(2L * BLOCKS_PER_FAULT));
    }
  }

  private static void until(Callable<Boolean> condition, Crew crew, RunningSolo solo)
      throws Exception {
    Await.until(DEADLINE, condition, () -> crew.states() + "\n" + solo.output());
  }

  private static long paraHeight(Devnet devnet) {
    return devnet.chains().para().best().number();
  }

  private static Devnet devnet() {
    return Devnet.start(
        DevnetSettings.builder()
            .history(60)
            .workers(WORKERS)
            .relayNodes(2)
            .paraNodes(2)
            .storageChangeBytes(4 * 1024)
            .blockInterval(Duration.ofSeconds(1))
            .build());
  }
}
