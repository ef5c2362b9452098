package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.ChainScenario.INFO;
import static dev.runtimebridge.syncer.domain.ChainScenario.KEY;
import static dev.runtimebridge.syncer.domain.ChainScenario.NOW;
import static dev.runtimebridge.syncer.domain.ChainScenario.OPERATOR;
import static dev.runtimebridge.syncer.domain.ChainScenario.OWNER;
import static dev.runtimebridge.syncer.domain.ChainScenario.POOL;
import static dev.runtimebridge.syncer.domain.ChainScenario.READY;
import static dev.runtimebridge.syncer.domain.ChainScenario.STRANGER;
import static dev.runtimebridge.syncer.domain.ChainScenario.UNREGISTERED;
import static dev.runtimebridge.syncer.domain.ChainScenario.facts;
import static dev.runtimebridge.syncer.domain.ChainScenario.filled;
import static dev.runtimebridge.syncer.domain.ChainScenario.message;
import static dev.runtimebridge.syncer.domain.WorkerScenario.CONFIG;
import static dev.runtimebridge.syncer.domain.WorkerScenario.IDS;
import static dev.runtimebridge.syncer.domain.WorkerScenario.T0;
import static dev.runtimebridge.syncer.domain.WorkerScenario.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Ss58;
import dev.runtimebridge.syncer.domain.Errand.FetchRegistration;
import dev.runtimebridge.syncer.domain.Observation.CallOutcomeSeen;
import dev.runtimebridge.syncer.domain.Observation.EgressSeen;
import dev.runtimebridge.syncer.domain.Observation.FactsSeen;
import dev.runtimebridge.syncer.domain.Observation.RegistrationInfoSeen;
import dev.runtimebridge.syncer.domain.WorkerEvent.CallRequested;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.FactsChanged;
import dev.runtimebridge.syncer.domain.WorkerEvent.StageEntered;
import dev.runtimebridge.syncer.domain.WorkerEvent.TargetChanged;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a worker at the tip goes on, from what the chain says of it. */
class WorkerLifeTest {
  private static final BigInteger STAKE = BigInteger.valueOf(1_000);

  @Test
  void shouldRegisterAWorkerThatIsNotInTheRegistry() {
    assertEquals(
        List.of(
            new StageEntered(Stage.REGISTERING, "the worker is not in the registry", ""),
            fetch(false, OPERATOR)),
        after(UNREGISTERED));
  }

  @Test
  void shouldAskForTheRegistrationAsSoonAsItsInfoIsThere() {
    atTip(new FactsChanged(UNREGISTERED), fetch(false, OPERATOR))
        .when(new RegistrationInfoSeen("o1", INFO))
        .then(
            new ErrandEnded("o1", "", Optional.empty()),
            requested(1, CallKind.REGISTER, INFO),
            new StageEntered(Stage.REGISTERING, "the worker is not in the registry", ""));
  }

  @Test
  void shouldTryAgainLaterWithoutAnAttestation() {
    var none = new ChainCall.RegisterWorker(INFO.runtimeInfo(), Bytes.EMPTY, false);
    var events =
        atTip(new FactsChanged(UNREGISTERED), fetch(false, OPERATOR))
            .when(new RegistrationInfoSeen("o1", none))
            .events();

    var ended = (ErrandEnded) events.getFirst();
    assertTrue(ended.failure().contains("no attestation"), ended.failure());
    assertEquals(Optional.of(T0.plusSeconds(6)), ended.retryAt());
    assertEquals(2, events.size());
  }

  @Test
  void shouldIgnoreTheAnswerToAnotherErrand() {
    atTip(new FactsChanged(READY), entered(Stage.STARTING_COMPUTE))
        .asked(CallKind.START)
        .when(new RegistrationInfoSeen("other", INFO))
        .then();
  }

  @Test
  void shouldRegisterAgainForAnotherOperator() {
    assertStage(
        Stage.REGISTERING, fetch(false, OPERATOR), after(facts().operator(STRANGER).score(9)));
    var proxied = pool(Optional.of(OWNER), OWNER, 1_000);
    assertStage(Stage.REGISTERING, fetch(false, OWNER), after(facts().score(90).pool(proxied)));
  }

  @Test
  void shouldNameOperatorsAsTheNetworkDoes() {
    var entered = (StageEntered) after(facts().operator(STRANGER).score(9)).getFirst();
    assertEquals(
        "the registry names %s as its operator, not %s"
            .formatted(
                Ss58.encode(new AccountId(STRANGER), 30), Ss58.encode(new AccountId(OPERATOR), 30)),
        entered.reason());
    assertEquals("0x0102", new Addresses(30).text(Bytes.fromHex("0x0102")));
  }

  @Test
  void shouldWaitForTheScoreAndRegisterAgainWhenPatienceIsOver() {
    assertStage(Stage.BENCHMARKING, after(facts()));
    assertStage(Stage.BENCHMARKING, after(facts().score(49)));
    assertStage(
        Stage.REGISTERING,
        fetch(false, OPERATOR),
        afterTwoMinutes(facts().registeredAt(NOW - 1_200)));
    assertStage(
        Stage.REGISTERING,
        fetch(false, OPERATOR),
        afterTwoMinutes(facts().score(3).registeredAt(NOW - 1_200)));
  }

  @Test
  void shouldNotRegisterAgainWhileTheScoreMayBeOnItsWay() {
    var overdue = facts().registeredAt(NOW - 9_999).at(51);
    var back = atTip().and(new FactsSeen(overdue.build()));
    assertEquals(Stage.BENCHMARKING, active(back).stage());
    back.at(T0.plusSeconds(119)).when(new FactsSeen(overdue.at(52).build())).then();
    var told = back.and(new EgressSeen(List.of(message(0))));
    told.at(T0.plusSeconds(3_600)).when(new FactsSeen(overdue.at(53).build())).then();
  }

  @Test
  void shouldOnlySendMessagesOfAGatekeeper() {
    var config = new WorkerConfig("w1", CONFIG.endpoint(), 1, "1000", true, false, true);
    given(
            new WorkerEvent.WorkerCreated(config),
            new WorkerEvent.SessionBegan(2, "d"),
            new WorkerEvent.TipReached(100, 49))
        .when(new FactsSeen(facts().build()))
        .then(new FactsChanged(facts().build()), entered(Stage.GATEKEEPING));
  }

  @Test
  void shouldAddAWorkerToItsPool() {
    assertEquals(
        List.of(
            entered(Stage.ADDING_TO_POOL),
            requested(2, CallKind.ADD_TO_POOL, new ChainCall.AddWorker(1, KEY))),
        after(facts().score(50).build()));
  }

  @Test
  void shouldWaitForTheOperatorWhereThePoolDoesNotFit() {
    assertWaiting("in pool 7, not in 1", facts().score(50).assigned(7));
    assertWaiting(
        "owned by " + Addresses.PHALA.text(STRANGER), facts().score(50).pool(pool(STRANGER, 3)));
    assertWaiting("has 200 workers", facts().score(50).pool(pool(OPERATOR, 200)));
    var missing =
        new PoolFacts(
            1,
            true,
            false,
            Optional.of(OPERATOR),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertWaiting("no stake pool 1", facts().score(50).pool(missing));
    assertWaiting(
        "0.0000000005 PHA free, less than the worker's stake of 0.000000001 PHA",
        facts().score(50).session(SessionState.READY).pool(pool(Optional.empty(), OPERATOR, 500)));
    assertWaiting("does not know pool 1", facts().pool(PoolFacts.unknown(1)));
  }

  @Test
  void shouldSendNothingForThePoolOfAnother() {
    var others = pool(STRANGER, 3);
    String both = " is owned by %s, not by %s".formatted(text(STRANGER), text(OPERATOR));
    assertWaiting(both, facts().operator(OPERATOR).score(50).pool(others));
    assertWaiting(both, facts().operator(STRANGER).score(50).pool(others));
    assertWaiting(both, computing().operator(OPERATOR).pool(others));
    assertWaiting(both, facts().score(50).session(SessionState.READY).pool(others));
    var stopped = facts().score(50).session(SessionState.WORKER_COOLING_DOWN).pool(others);
    assertWaiting(both, stopped.coolDownStart(NOW - 100));
    assertWaiting(
        "owned by %s, not by %s".formatted(text(STRANGER), text(OWNER)),
        computing().pool(pool(Optional.of(OWNER), STRANGER, 1_000)));
    for (ComputeTarget target : ComputeTarget.values()) {
      var events = after(computing().pool(others), target);
      assertTrue(((StageEntered) events.getFirst()).waitingForOperator().contains(both));
      assertEquals(1, events.size(), events::toString);
    }
  }

  @Test
  void shouldStillShowThatAWorkerComputesForTheRightfulOwner() {
    var entered =
        (StageEntered) after(computing().operator(STRANGER).pool(pool(STRANGER, 3))).getFirst();
    assertEquals(Stage.COMPUTING, entered.stage());
  }

  @Test
  void shouldNotRegisterForWhoIsNoLongerTheOperator() {
    var before = atTip(new FactsChanged(UNREGISTERED), fetch(false, OPERATOR));
    var another = new PoolOnChain(1, OWNER, 3, 0, filled(4));
    var after =
        new PoolFacts(
            1,
            true,
            false,
            Optional.of(OWNER),
            Optional.empty(),
            Optional.of(another),
            POOL.freeStake());
    var changed = before.and(new FactsSeen(facts().operator(OWNER).at(51).pool(after).build()));
    assertEquals(List.of(), requests(changed.when(new RegistrationInfoSeen("o1", INFO)).events()));

    var others = facts().operator(STRANGER).at(51).pool(pool(STRANGER, 3)).build();
    var refused = before.and(new FactsSeen(others));
    assertEquals(List.of(), requests(refused.when(new RegistrationInfoSeen("o1", INFO)).events()));
    refused.when(new WorkerCommand.ForceRegister()).thenRejected(RejectionReason.NOT_POSSIBLE_NOW);
  }

  @Test
  void shouldRegisterAGatekeeperInAPoolThatTheChainDoesNotHave() {
    var config = new WorkerConfig("w1", CONFIG.endpoint(), 1, "1000", true, false, true);
    var missing =
        new PoolFacts(
            1,
            true,
            false,
            Optional.of(OPERATOR),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var events =
        given(
                new WorkerEvent.WorkerCreated(config),
                new WorkerEvent.SessionBegan(2, "d"),
                new WorkerEvent.TipReached(100, 49))
            .when(new FactsSeen(facts().operator(STRANGER).pool(missing).build()))
            .events();
    assertEquals(fetch(false, OPERATOR), events.getLast());
  }

  @Test
  void shouldStartWithItsStakeThroughTheProxy() {
    var proxied = pool(Optional.of(OWNER), OWNER, 1_000);
    var facts = facts().operator(OWNER).score(50).session(SessionState.READY).pool(proxied);
    var start = new ChainCall.StartComputing(1, KEY, STAKE);

    assertEquals(
        List.of(
            entered(Stage.STARTING_COMPUTE),
            new CallRequested(
                CallKind.START,
                new TransactionRequest(IDS.request(2), 1, OPERATOR, Optional.of(OWNER), start))),
        after(facts.build()));
  }

  @Test
  void shouldBeComputing() {
    assertStage(Stage.COMPUTING, after(computing()));
    assertStage(
        Stage.UNRESPONSIVE,
        after(facts().score(50).session(SessionState.WORKER_UNRESPONSIVE).staked(1_000)));
  }

  @Test
  void shouldRaiseTheStake() {
    assertStage(
        Stage.COMPUTING,
        requested(2, CallKind.RESTART, new ChainCall.RestartComputing(1, KEY, STAKE)),
        after(facts().score(50).session(SessionState.WORKER_IDLE).staked(400)));
  }

  @Test
  void shouldReclaimOnceItHasCooledDown() {
    assertStage(
        Stage.COOLING_DOWN, after(facts().score(50).session(SessionState.WORKER_COOLING_DOWN)));
    assertStage(
        Stage.RECLAIMING,
        requested(2, CallKind.RECLAIM, new ChainCall.ReclaimPoolWorker(1, KEY)),
        after(
            facts().score(50).session(SessionState.WORKER_COOLING_DOWN).coolDownStart(NOW - 100)));
  }

  @Test
  void shouldStopAndLeaveWhenItIsToldTo() {
    var stop = requested(1, CallKind.STOP, new ChainCall.StopComputing(1, KEY));
    atTip(new FactsChanged(computing().build()), entered(Stage.COMPUTING))
        .when(new WorkerCommand.StopWorkerComputing())
        .then(new TargetChanged(ComputeTarget.IDLE), entered(Stage.STOPPING), request(2, stop));
    assertStage(
        Stage.LEAVING_POOL,
        requested(2, CallKind.REMOVE_FROM_POOL, new ChainCall.RemoveWorker(1, KEY)),
        after(facts().score(50).session(SessionState.READY), ComputeTarget.OUT_OF_POOL));
    assertStage(Stage.AT_TIP, after(facts().session(SessionState.READY), ComputeTarget.IDLE));
  }

  @Test
  void shouldStopAWorkerWhoseRuntimeIsGone() {
    var seen = computing().build();
    given(
            new WorkerEvent.WorkerCreated(CONFIG),
            new WorkerEvent.SessionBegan(2, "d"),
            new FactsChanged(seen))
        .when(new WorkerCommand.LeavePool())
        .then(
            new TargetChanged(ComputeTarget.OUT_OF_POOL),
            requested(1, CallKind.STOP, new ChainCall.StopComputing(1, KEY)));
  }

  @Test
  void shouldAskForNothingElseWhileACallIsUnderWay() {
    starting().asked(CallKind.START).when(new FactsSeen(ready(51))).then();
  }

  @Test
  void shouldBelieveASuccessOnceTheFactsShowIt() {
    var succeeded = starting().asked(CallKind.START).and(outcome(Optional.empty(), 60));
    assertEquals(60, pending(succeeded).orElseThrow().succeededAt());
    succeeded.when(new FactsSeen(ready(62))).then();
    var done = computing().at(61).build();
    var shown = succeeded.and(new FactsSeen(done));
    assertEquals(Optional.empty(), pending(shown));
    assertEquals(Stage.COMPUTING, active(shown).stage());
  }

  @Test
  void shouldAskAgainWhenTheFactsNeverShowASuccess() {
    starting()
        .asked(CallKind.START)
        .and(outcome(Optional.empty(), 60))
        .when(new FactsSeen(ready(63)))
        .then(requested(0, CallKind.START, new ChainCall.StartComputing(1, KEY, STAKE)));
  }

  @Test
  void shouldIgnoreTheOutcomeOfARequestThatNobodyWaitsFor() {
    starting()
        .asked(CallKind.START)
        .when(new CallOutcomeSeen(new CallResult("unknown", Optional.empty()), 60))
        .thenIgnored();
  }

  @Test
  void shouldTryAFailedCallAgainLater() {
    var failure = module("PhalaStakePoolv2", "InsufficientFreeStake");
    var failed = starting().asked(CallKind.START).and(outcome(Optional.of(failure), 60));

    assertEquals(Optional.of(T0.plusSeconds(6)), pending(failed).orElseThrow().retryAt());
    failed.when(new FactsSeen(ready(61))).then();
    var again = failed.at(T0.plusSeconds(7)).and(new FactsSeen(ready(62)));
    assertEquals(2, pending(again).orElseThrow().attempt());
  }

  @Test
  void shouldSayWhatTheOperatorHasToDoAndTryOnlySlowly() {
    var failure = module("PhalaStakePoolv2", "UnauthorizedPoolOwner");
    var failed = starting().asked(CallKind.START).and(outcome(Optional.of(failure), 60));

    assertTrue(active(failed).life().waitingForOperator().contains("UnauthorizedPoolOwner"));
    assertEquals(
        Optional.of(T0.plus(Duration.ofMinutes(10))), pending(failed).orElseThrow().retryAt());
    assertEquals(Optional.of(failure), active(failed).life().lastFailure());
    failed.when(new FactsSeen(ready(61))).then();
  }

  @Test
  void shouldTryAtOnceWhenTheFactsHaveChanged() {
    var failure = module("PhalaStakePoolv2", "UnauthorizedPoolOwner");
    var failed = starting().asked(CallKind.START).and(outcome(Optional.of(failure), 60));
    var changed = facts().score(51).session(SessionState.READY).at(61).build();

    assertEquals(1, requests(failed.when(new FactsSeen(changed)).events()).size());
  }

  @Test
  void shouldTryAtOnceWithAnotherStake() {
    var failure = module("PhalaComputation", "TooMuchStake");
    var failed = starting().asked(CallKind.START).and(outcome(Optional.of(failure), 60));
    var less = new WorkerConfig("w1", CONFIG.endpoint(), 1, "700", true, false, false);

    var events = failed.when(new WorkerCommand.UpdateWorker(less)).events();
    assertEquals(
        List.of(
            requested(
                1, CallKind.START, new ChainCall.StartComputing(1, KEY, BigInteger.valueOf(700)))),
        requests(events));
    var updated = WorkerDecider.evolve(failed.state(), events.getFirst(), T0);
    assertEquals(Optional.empty(), ((Active) updated).life().lastFailure());
    assertEquals("", ((Active) updated).life().waitingForOperator());
  }

  @Test
  void shouldKeepWaitingWhereTheSettingsAreTheSame() {
    var failure = module("PhalaComputation", "TooMuchStake");
    var failed = starting().asked(CallKind.START).and(outcome(Optional.of(failure), 60));

    failed.when(new WorkerCommand.UpdateWorker(CONFIG)).then(new WorkerEvent.WorkerUpdated(CONFIG));
  }

  @Test
  void shouldRegisterAgainWhenTheRuntimeWantsIt() {
    var failure = module("PhalaComputation", "WorkerReregisterNeeded");
    var events = starting().asked(CallKind.START).when(outcome(Optional.of(failure), 60)).events();

    assertEquals(fetch(true, OPERATOR), events.get(1));
  }

  @Test
  void shouldTellTheChainOfUnresponsivenessAlsoWhileTheRuntimeIsAway() {
    var gone = new Failure(Stage.AT_TIP, FailureKind.UNREACHABLE, "gone", 1, T0);
    var events =
        atTip(
                new FactsChanged(computing().build()),
                entered(Stage.COMPUTING),
                new WorkerEvent.RetryScheduled(gone))
            .when(
                new FactsSeen(computing().session(SessionState.WORKER_UNRESPONSIVE).at(51).build()))
            .events();

    assertEquals(Stage.UNRESPONSIVE, ((StageEntered) events.getLast()).stage());
  }

  @Test
  void shouldGoOnWhereItWasWhenTheTipIsReachedAgain() {
    var events =
        given(
                new WorkerEvent.WorkerCreated(CONFIG),
                new WorkerEvent.SessionBegan(2, "d"),
                new FactsChanged(computing().build()),
                new WorkerEvent.SyncingBegan(Heights.NONE))
            .when(
                new Observation.HeightsSeen(
                    new Heights(101, 50, 50), "", new Reach(100, 49, 100, 49)))
            .events();

    assertEquals(List.of(new WorkerEvent.TipReached(100, 49), entered(Stage.COMPUTING)), events);
  }

  @Test
  void shouldNotWriteAnEventForWhatMovesWithEachBlock() {
    atTip(new FactsChanged(computing().build()), entered(Stage.COMPUTING))
        .when(new FactsSeen(computing().at(70).time(NOW + 200).next(5).build()))
        .then();
  }

  @Test
  void shouldNotTakeFactsOfAnEarlierBlock() {
    atTip(new FactsChanged(computing().build()), entered(Stage.COMPUTING))
        .when(new FactsSeen(facts().at(49).build()))
        .then();
  }

  private static WorkerScenario atTip(WorkerEvent... more) {
    List<WorkerEvent> history = new ArrayList<>();
    history.add(new WorkerEvent.WorkerCreated(CONFIG));
    history.add(new WorkerEvent.SessionBegan(2, "d"));
    history.add(new WorkerEvent.TipReached(100, 49));
    history.addAll(List.of(more));
    return given(history.toArray(WorkerEvent[]::new));
  }

  private static WorkerScenario starting() {
    return atTip(new FactsChanged(READY), entered(Stage.STARTING_COMPUTE));
  }

  private static List<WorkerEvent> after(WorkerFacts facts) {
    return after(facts, ComputeTarget.COMPUTE);
  }

  private static List<WorkerEvent> after(ChainScenario.Facts facts) {
    return after(facts.build());
  }

  private static List<WorkerEvent> after(ChainScenario.Facts facts, ComputeTarget target) {
    return after(facts.build(), target);
  }

  /** What the first sight of these facts leads to, after that they are noted. */
  private static List<WorkerEvent> after(WorkerFacts facts, ComputeTarget target) {
    var events = atTip(new TargetChanged(target)).when(new FactsSeen(facts)).events();
    assertEquals(new FactsChanged(facts), events.getFirst());
    return events.subList(1, events.size());
  }

  /** What the same facts lead to two minutes after they were first seen. */
  private static List<WorkerEvent> afterTwoMinutes(ChainScenario.Facts facts) {
    return atTip()
        .and(new FactsSeen(facts.build()))
        .at(T0.plusSeconds(120))
        .when(new FactsSeen(facts.at(51).build()))
        .events();
  }

  private static void assertStage(Stage stage, List<WorkerEvent> events) {
    assertEquals(stage, ((StageEntered) events.getFirst()).stage());
    assertEquals(1, events.size(), events::toString);
  }

  private static void assertStage(Stage stage, WorkerEvent then, List<WorkerEvent> events) {
    assertEquals(stage, ((StageEntered) events.getFirst()).stage());
    assertEquals(List.of(then), events.subList(1, events.size()));
  }

  private static void assertWaiting(String text, ChainScenario.Facts facts) {
    var events = after(facts);
    String waiting = ((StageEntered) events.getFirst()).waitingForOperator();
    assertTrue(waiting.contains(text), waiting);
    assertEquals(1, events.size());
  }

  private static String text(Bytes account) {
    return Addresses.PHALA.text(account);
  }

  private static StageEntered entered(Stage stage) {
    return new StageEntered(stage, "", "");
  }

  private static ErrandBegan fetch(boolean force, Bytes operator) {
    return new ErrandBegan(new FetchRegistration("o1", force, Optional.of(operator)));
  }

  private static CallRequested requested(int position, CallKind kind, ChainCall call) {
    return new CallRequested(
        kind, new TransactionRequest(IDS.request(position), 1, OPERATOR, Optional.empty(), call));
  }

  private static CallRequested request(int position, CallRequested other) {
    return requested(position, other.kind(), other.request().orElseThrow().call());
  }

  private static List<CallRequested> requests(List<WorkerEvent> events) {
    return events.stream()
        .filter(CallRequested.class::isInstance)
        .map(CallRequested.class::cast)
        .toList();
  }

  private static CallOutcomeSeen outcome(Optional<CallFailure> failure, long block) {
    return new CallOutcomeSeen(new CallResult("asked", failure), block);
  }

  private static CallFailure module(String pallet, String name) {
    return new CallFailure(CallFailure.Kind.MODULE, pallet, name, "");
  }

  private static Active active(WorkerScenario scenario) {
    return (Active) scenario.state();
  }

  private static Optional<PendingCall> pending(WorkerScenario scenario) {
    return active(scenario).life().call();
  }

  private static ChainScenario.Facts computing() {
    return facts().score(50).session(SessionState.WORKER_IDLE).staked(1_000);
  }

  private static WorkerFacts ready(long block) {
    return facts().score(100).session(SessionState.READY).at(block).build();
  }

  private static PoolFacts pool(Bytes owner, long workers) {
    return new PoolFacts(
        1,
        true,
        false,
        Optional.of(OPERATOR),
        Optional.empty(),
        Optional.of(new PoolOnChain(1, owner, workers, 0, filled(4))),
        POOL.freeStake());
  }

  private static PoolFacts pool(Optional<Bytes> proxied, Bytes owner, long free) {
    return new PoolFacts(
        1,
        true,
        false,
        Optional.of(OPERATOR),
        proxied,
        Optional.of(new PoolOnChain(1, owner, 3, 0, filled(4))),
        Optional.of(BigInteger.valueOf(free)));
  }
}
