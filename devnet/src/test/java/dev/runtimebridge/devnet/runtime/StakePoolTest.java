package dev.runtimebridge.devnet.runtime;

import static dev.runtimebridge.devnet.runtime.DevAccount.ALICE;
import static dev.runtimebridge.devnet.runtime.DevAccount.BOB;
import static dev.runtimebridge.devnet.runtime.DevAccount.CHARLIE;
import static dev.runtimebridge.devnet.runtime.DevAccount.DAVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.runtime.message.SystemEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerReport;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A worker's life in a pool, and what the runtime says to those who are not allowed to lead it. */
class StakePoolTest {
  private final RuntimeChain chain = new RuntimeChain();
  private final Sr25519KeyPair worker = RuntimeChain.worker(1);

  @Test
  void shouldTakeAWorkerFromRegistrationToComputingAndBack() {
    chain.measured(ALICE, worker);
    assertEquals("ok", chain.run(ALICE, chain.pool("add_worker", 1, worker)));
    assertEquals("Ready", chain.sessionState(worker));
    assertTrue(chain.session(worker).startsWith(Bytes.utf8("spm/")));

    assertEquals("ok", chain.run(ALICE, chain.pool("start_computing", 1, worker, 5_000)));
    assertEquals("WorkerIdle", chain.sessionState(worker));
    assertEquals(
        List.of(
            "Balances.Withdraw",
            "PhalaComputation.WorkerStarted",
            "PhalaStakePoolv2.WorkingStarted",
            "TransactionPayment.TransactionFeePaid",
            "System.ExtrinsicSuccess"),
        chain.eventsOf(1));
    assertEquals(RuntimeSettings.pha(5_000), stake());

    assertEquals("ok", chain.run(ALICE, chain.pool("stop_computing", 1, worker)));
    assertEquals("WorkerCoolingDown", chain.sessionState(worker));
    assertEquals(
        "PhalaComputation.CoolDownNotReady",
        chain.run(DAVE, chain.pool("reclaim_pool_worker", 1, worker)));
    chain.blocks(5);
    assertEquals("ok", chain.run(DAVE, chain.pool("reclaim_pool_worker", 1, worker)));
    assertEquals("Ready", chain.sessionState(worker));
    assertEquals("ok", chain.run(ALICE, chain.pool("remove_worker", 1, worker)));
    assertTrue(assignment().isEmpty());
  }

  @Test
  void shouldTellTheWorkerWhatBecomesOfIt() {
    chain.measured(ALICE, worker);
    Bytes key = worker.account().bytes();
    assertEquals(
        List.of(new SystemEvent.OfWorker(key, new WorkerEvent.BenchScore(3_000))), chain.told());
    chain.run(ALICE, chain.pool("add_worker", 1, worker));
    assertEquals(List.of(), chain.told());
    chain.run(ALICE, chain.pool("start_computing", 1, worker, 5_000));
    WorkerEvent started = ((SystemEvent.OfWorker) chain.told().getFirst()).event();
    assertEquals(0, ((WorkerEvent.MiningStart) started).sessionId());
    assertEquals(3_000, ((WorkerEvent.MiningStart) started).initP());
    chain.run(ALICE, chain.pool("stop_computing", 1, worker));
    assertEquals(
        List.of(new SystemEvent.OfWorker(key, new WorkerEvent.MiningStop())), chain.told());
  }

  @Test
  void shouldAddOnlyMeasuredWorkersOfTheOwner() {
    assertEquals("PhalaStakePoolv2.WorkerNotRegistered", add(ALICE, 1));
    chain.block(chain.signed(DAVE, chain.register(worker, ALICE)));
    assertEquals("PhalaStakePoolv2.BenchmarkMissing", add(ALICE, 1));
    assertEquals("PhalaStakePoolv2.UnauthorizedOperator", add(CHARLIE, 2));
    chain.measured(ALICE, worker);
    assertEquals("PhalaStakePoolv2.PoolDoesNotExist", add(ALICE, 7));
    assertEquals("PhalaStakePoolv2.UnauthorizedPoolOwner", add(ALICE, 2));
    assertEquals("ok", add(ALICE, 1));
    assertEquals("PhalaStakePoolv2.WorkerExists", add(ALICE, 1));
    assertEquals("ok", chain.run(ALICE, chain.codec.call("PhalaStakePoolv2", "create", Map.of())));
    assertEquals("PhalaStakePoolv2.WorkerInAnotherPool", add(ALICE, 3));
  }

  @Test
  void shouldStartOnlyReadyWorkersWithAStakeThatFits() {
    chain.measured(ALICE, worker);
    assertEquals("PhalaStakePoolv2.WorkerDoesNotExist", start(5_000));
    add(ALICE, 1);
    assertEquals("PhalaComputation.InsufficientStake", start(2_000));
    assertEquals("PhalaComputation.TooMuchStake", start(24_000));
    assertEquals("PhalaStakePoolv2.InsufficientFreeStake", start(10_000_001));
    assertEquals("ok", start(5_000));
    assertEquals("PhalaComputation.WorkerNotReady", start(5_000));
    assertEquals(
        "PhalaStakePoolv2.WorkerIsNotReady",
        chain.run(ALICE, chain.pool("remove_worker", 1, worker)));
  }

  @Test
  void shouldStopOnlyWhatComputes() {
    chain.measured(ALICE, worker);
    add(ALICE, 1);
    Bytes stop = chain.pool("stop_computing", 1, worker);
    assertEquals("PhalaComputation.WorkerNotComputing", chain.run(ALICE, stop));
    start(5_000);
    assertEquals("PhalaStakePoolv2.UnauthorizedPoolOwner", chain.run(CHARLIE, stop));
    assertEquals("ok", chain.run(ALICE, stop));
    assertEquals("PhalaStakePoolv2.WorkerAlreadyStopped", chain.run(ALICE, stop));
  }

  @Test
  void shouldRestartWithMoreStakeAndNeverLess() {
    chain.measured(ALICE, worker);
    add(ALICE, 1);
    start(5_000);
    assertEquals(
        "PhalaStakePoolv2.CannotRestartWithLessStake",
        chain.run(ALICE, chain.pool("restart_computing", 1, worker, 4_999)));
    assertEquals("ok", chain.run(ALICE, chain.pool("restart_computing", 1, worker, 6_000)));
    assertEquals(RuntimeSettings.pha(6_000), stake());
    assertEquals("WorkerIdle", chain.sessionState(worker));
  }

  @Test
  void shouldRefuseAScoreThatIsTooLow() {
    chain.block(chain.signed(DAVE, chain.register(worker, ALICE)));
    var weak = new WorkerReport.BenchReport(chain.timeMs - 48_000, 400);
    chain.block(chain.signed(DAVE, chain.message(worker, weak, 0)));
    add(ALICE, 1);
    assertEquals("PhalaComputation.BenchmarkTooLow", start(5_000));
  }

  @Test
  void shouldHoldTwoHundredWorkersAndNotOneMore() {
    Sr25519KeyPair[] all =
        IntStream.range(0, 201).mapToObj(RuntimeChain::worker).toArray(Sr25519KeyPair[]::new);
    chain.measured(ALICE, all);
    List<Bytes> calls = new ArrayList<>();
    for (Sr25519KeyPair each : all) {
      calls.add(chain.pool("add_worker", 1, each));
    }
    chain.block(chain.signed(ALICE, chain.force(calls.toArray(Bytes[]::new))));
    assertEquals(200, chain.events.stream().filter(e -> e.is("Utility", "ItemCompleted")).count());
    assertEquals(
        "PhalaStakePoolv2.WorkersExceedLimit",
        chain.error(chain.event("Utility", "ItemFailed").fields().get("error")));
  }

  @Test
  void shouldShowThePoolAsTheMetadataDescribesIt() {
    chain.measured(ALICE, worker);
    add(ALICE, 1);
    start(5_000);
    var pool = (Value.Variant) chain.stored("PhalaBasePool", "Pools", Value.of(1)).orElseThrow();
    var stakePool = (Value.Composite) pool.get(0);
    var base = (Value.Composite) stakePool.get("basepool");
    assertEquals(Value.of(ALICE.account()), base.get("owner"));
    assertEquals(1, ((Value.Sequence) stakePool.get("workers")).items().size());
    Value.Composite free =
        chain.composite("Assets", "Account", Value.of(10_000), base.get("pool_account_id"));
    assertEquals(Value.of(RuntimeSettings.pha(10_000_000 - 5_000)), free.get("balance"));
  }

  @Test
  void shouldLetTheManagerOfAPoolDoAllThisInItsOwnersName() {
    chain.measured(ALICE, worker);
    Bytes batch =
        chain.force(
            chain.pool("add_worker", 1, worker), chain.pool("start_computing", 1, worker, 5_000));
    assertEquals("ok", chain.run(BOB, chain.proxied(ALICE, batch)));
    assertEquals("ok", chain.proxyResult());
    assertEquals("WorkerIdle", chain.sessionState(worker));
  }

  private String add(DevAccount who, long pid) {
    return chain.run(who, chain.pool("add_worker", pid, worker));
  }

  private String start(long tokens) {
    return chain.run(ALICE, chain.pool("start_computing", 1, worker, tokens));
  }

  private BigInteger stake() {
    Value stake =
        chain.stored("PhalaComputation", "Stakes", Value.of(chain.session(worker))).orElseThrow();
    return ((Value.Int) stake).value();
  }

  private Optional<Value> assignment() {
    return chain.stored(
        "PhalaStakePoolv2", "WorkerAssignments", Value.of(worker.account().bytes()));
  }
}
