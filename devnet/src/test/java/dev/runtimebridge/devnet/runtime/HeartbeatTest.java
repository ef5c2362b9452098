package dev.runtimebridge.devnet.runtime;

import static dev.runtimebridge.devnet.runtime.DevAccount.ALICE;
import static dev.runtimebridge.devnet.runtime.DevAccount.DAVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.runtime.message.SystemEvent;
import dev.runtimebridge.devnet.runtime.message.SystemEvent.HeartbeatChallenge;
import dev.runtimebridge.devnet.runtime.message.WorkerEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerReport.Heartbeat;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that compute are challenged, and those that do not answer are unresponsive. */
class HeartbeatTest {
  private static final int UNRESPONSIVE_AFTER = 5;

  private final RuntimeChain chain =
      new RuntimeChain(RuntimeSettings.DEFAULTS.withHeartbeats(4, UNRESPONSIVE_AFTER));
  private final Sr25519KeyPair worker = RuntimeChain.worker(1);
  private final Bytes key = worker.account().bytes();

  @BeforeEach
  void compute() {
    chain.measured(ALICE, worker);
    chain.block(
        chain.signed(
            ALICE,
            chain.force(
                chain.pool("add_worker", 1, worker),
                chain.pool("start_computing", 1, worker, 5_000))));
  }

  @Test
  void shouldChallengeEveryWorkerAboutAsOftenAsTheSettingSays() {
    int hits = 0;
    for (int i = 0; i < 200; i++) {
      chain.block();
      hits += challenge().hits(key) ? 1 : 0;
    }
    assertTrue(hits > 25 && hits < 85, hits + " challenges in 200 blocks, about 50 expected");
  }

  @Test
  void shouldStayQuietWhileNobodyComputes() {
    chain.run(ALICE, chain.pool("stop_computing", 1, worker));
    chain.block();
    assertEquals(0, chain.told().size());
    assertEquals("WorkerCoolingDown", chain.sessionState(worker));
  }

  @Test
  void shouldCallAWorkerUnresponsiveThatLeavesAChallengeOpen() {
    long challenged = untilChallenged();
    chain.blocks(UNRESPONSIVE_AFTER - 1);
    assertEquals("WorkerIdle", chain.sessionState(worker));
    chain.block();
    assertEquals("WorkerUnresponsive", chain.sessionState(worker));
    Value session =
        chain.event("PhalaComputation", "WorkerEnterUnresponsive").fields().get("session");
    assertEquals(Value.of(chain.session(worker)), session);
    assertTrue(
        chain.told().contains(new SystemEvent.OfWorker(key, new WorkerEvent.EnterUnresponsive())));

    answer(challenged, 90_000);
    assertEquals("WorkerIdle", chain.sessionState(worker));
    chain.event("PhalaComputation", "WorkerExitUnresponsive");
    assertTrue(
        chain.told().contains(new SystemEvent.OfWorker(key, new WorkerEvent.ExitUnresponsive())));
  }

  @Test
  void shouldNeverCallAWorkerUnresponsiveThatAnswersInTime() {
    for (int i = 0; i < 12; i++) {
      answer(untilChallenged(), 6_000L * i);
      assertEquals("WorkerIdle", chain.sessionState(worker));
    }
    chain.event("PhalaComputation", "BenchmarkUpdated");
    var session = chain.composite("PhalaComputation", "Sessions", Value.of(chain.session(worker)));
    var benchmark = (Value.Composite) session.get("benchmark");
    assertEquals(Value.of(6_000 * 11), benchmark.get("iterations"));
  }

  @Test
  void shouldNotTakeTheHeartbeatOfAnotherSession() {
    long challenged = untilChallenged();
    var stale = new Heartbeat(99, challenged, chain.timeMs, 1);
    chain.block(chain.signed(DAVE, chain.message(worker, stale, chain.sequence(worker))));
    chain.blocks(UNRESPONSIVE_AFTER);
    assertEquals("WorkerUnresponsive", chain.sessionState(worker));
  }

  @Test
  void shouldLetAnUnresponsiveWorkerStopAndRestart() {
    untilChallenged();
    chain.blocks(UNRESPONSIVE_AFTER);
    assertEquals("ok", chain.run(ALICE, chain.pool("restart_computing", 1, worker, 6_000)));
    assertEquals("WorkerIdle", chain.sessionState(worker));
  }

  private long untilChallenged() {
    for (int i = 0; i < 200; i++) {
      chain.block();
      if (challenge().hits(key)) {
        return chain.number;
      }
    }
    throw new AssertionError("no challenge in 200 blocks");
  }

  private HeartbeatChallenge challenge() {
    return chain.told().stream()
        .filter(HeartbeatChallenge.class::isInstance)
        .map(HeartbeatChallenge.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private void answer(long challengeBlock, long iterations) {
    var heartbeat = new Heartbeat(0, challengeBlock, chain.timeMs, iterations);
    chain.block(chain.signed(DAVE, chain.message(worker, heartbeat, chain.sequence(worker))));
  }
}
