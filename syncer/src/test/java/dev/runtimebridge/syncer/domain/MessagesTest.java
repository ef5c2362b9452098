package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.ChainScenario.KEY;
import static dev.runtimebridge.syncer.domain.ChainScenario.OPERATOR;
import static dev.runtimebridge.syncer.domain.ChainScenario.OWNER;
import static dev.runtimebridge.syncer.domain.ChainScenario.POOL;
import static dev.runtimebridge.syncer.domain.ChainScenario.STRANGER;
import static dev.runtimebridge.syncer.domain.ChainScenario.facts;
import static dev.runtimebridge.syncer.domain.ChainScenario.message;
import static dev.runtimebridge.syncer.domain.ChainScenario.sender;
import static dev.runtimebridge.syncer.domain.WorkerScenario.CONFIG;
import static dev.runtimebridge.syncer.domain.WorkerScenario.IDS;
import static dev.runtimebridge.syncer.domain.WorkerScenario.T0;
import static dev.runtimebridge.syncer.domain.WorkerScenario.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.Observation.CallOutcomeSeen;
import dev.runtimebridge.syncer.domain.Observation.EgressSeen;
import dev.runtimebridge.syncer.domain.Observation.FactsSeen;
import dev.runtimebridge.syncer.domain.WorkerEvent.MessageEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.MessageForwarded;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a worker's messages reach the chain: in order, without gaps, each once. */
class MessagesTest {
  private static final Bytes GATEKEEPER = Bytes.of(new byte[] {5});

  @Test
  void shouldForwardWhatTheChainExpectsNext() {
    assertEquals(List.of(5L, 6L), forwarded(computing(5, false), egress(3, 4, 5, 6, 8)));
    assertEquals(List.of(), forwarded(computing(5, false), egress(6, 7)));
  }

  @Test
  void shouldForwardTheBytesUnchanged() {
    var event = (MessageForwarded) computing(5, false).when(egress(5)).events().getFirst();

    assertEquals(message(5), event.request().orElseThrow().call());
    assertEquals(
        new MessageInFlight(IDS.request(0), sender(KEY), 5, Optional.of(OPERATOR)),
        event.message());
  }

  @Test
  void shouldGoOnBehindThoseInFlight() {
    var some = computing(5, false).and(egress(5, 6));

    assertEquals(List.of(7L), forwarded(some, egress(5, 6, 7)));
    assertEquals(List.of(), forwarded(some, egress(5, 6)));
  }

  @Test
  void shouldForwardOnlyItsOwnMessages() {
    assertEquals(List.of(), forwarded(computing(5, false), from(sender(STRANGER), 5)));
    assertEquals(List.of(), forwarded(computing(5, false), from(GATEKEEPER, 0)));
    assertEquals(List.of(0L), forwarded(computing(5, true), from(GATEKEEPER, 0)));
  }

  @Test
  void shouldForwardAlsoForWhoDoesNotOwnThePool() {
    var seen = new FactsSeen(facts().score(50).at(51).next(5).pool(othersPool()).build());

    assertEquals(List.of(5L), forwarded(computing(5, false).and(seen), egress(5)));
  }

  @Test
  void shouldHaveAFewUnderWayAtMost() {
    assertEquals(
        50, forwarded(computing(0, false), egress(IntStream.range(0, 80).toArray())).size());
  }

  @Test
  void shouldForwardNothingBeforeTheTip() {
    var syncing =
        given(
            new WorkerEvent.WorkerCreated(CONFIG),
            new WorkerEvent.SessionBegan(2, "d"),
            new WorkerEvent.FactsChanged(at(5, 50)),
            new WorkerEvent.SyncingBegan(Heights.NONE));

    assertEquals(List.of(), forwarded(syncing, egress(5)));
  }

  @Test
  void shouldEndWhatTheChainHasPassed() {
    var some = computing(5, false).and(egress(5, 6));

    some.when(new FactsSeen(at(6, 51)))
        .then(new MessageEnded(inFlight(some).getFirst(), Optional.empty(), 0, Optional.empty()));
  }

  @Test
  void shouldKeepADeliveredMessageInFlightUntilTheFactsShowIt() {
    var some = computing(5, false).and(egress(5));
    var delivered = some.and(outcome(some, 0, Optional.empty(), 60));

    assertEquals(1, inFlight(delivered).size());
    assertEquals(List.of(), forwarded(delivered, egress(5)));
    assertEquals(List.of(6L), forwarded(delivered.and(new FactsSeen(at(6, 60))), egress(5, 6)));
  }

  @Test
  void shouldSendAMessageAgainOnlyAfterThoseBehindItHaveFailedToo() {
    var three = computing(5, false).and(egress(5, 6, 7));
    var lost =
        three.and(outcome(three, 0, failure(CallFailure.Kind.GAVE_UP), 0)).at(T0.plusSeconds(60));
    assertEquals(List.of(), forwarded(lost, egress(5, 6, 7)));

    var two = lost.and(outcome(three, 1, badSequence(), 60));
    var none = two.and(outcome(three, 2, badSequence(), 60));
    var later = none.at(T0.plusSeconds(72));
    assertEquals(List.of(), forwarded(later, egress(5, 6, 7)), "facts are older than the failure");
    assertEquals(
        List.of(5L, 6L, 7L), forwarded(later.and(new FactsSeen(at(5, 60))), egress(5, 6, 7)));
    assertEquals(CallFailure.Kind.GAVE_UP, lastFailure(later).orElseThrow().kind());
  }

  @Test
  void shouldWaitOnceForAllBadSequencesThatComeTogether() {
    var four = computing(5, false).and(egress(5, 6, 7, 8));
    var bad =
        four.and(outcome(four, 1, badSequence(), 60))
            .and(outcome(four, 2, badSequence(), 60))
            .and(outcome(four, 3, badSequence(), 60));
    assertEquals(new MessagePause(1, 60, T0.plusSeconds(6)), pause(bad));

    var known = bad.and(new FactsSeen(at(5, 60)));
    assertEquals(List.of(), forwarded(known, egress(5, 6, 7, 8)));
    var again = known.at(T0.plusSeconds(6)).and(egress(5, 6, 7, 8));
    var worse = again.and(outcome(again, 1, badSequence(), 70));
    assertEquals(T0.plusSeconds(18), pause(worse).until());
  }

  @Test
  void shouldNeverSendWhatTheChainTookFromAnother() {
    var two = computing(5, false).and(egress(5, 6));
    var bad = two.and(outcome(two, 0, badSequence(), 60)).and(outcome(two, 1, badSequence(), 60));
    var known = bad.at(T0.plusSeconds(6)).and(new FactsSeen(at(7, 60)));

    assertEquals(List.of(7L), forwarded(known, egress(5, 6, 7)));
  }

  @Test
  void shouldLetTheFormerAccountsMessagesEndBeforeAnotherGoesOn() {
    var two = computing(5, false).and(egress(5, 6));
    var changed = two.and(new FactsSeen(by(OWNER, 5, 51)));
    assertEquals(List.of(), forwarded(changed, egress(5, 6, 7)));

    var one = changed.and(outcome(two, 0, failure(CallFailure.Kind.OPERATOR_REPLACED), 0));
    assertEquals(List.of(), forwarded(one, egress(5, 6, 7)));
    var none = one.and(outcome(two, 1, failure(CallFailure.Kind.OPERATOR_REPLACED), 0));
    var first = (MessageForwarded) none.when(egress(5, 6, 7)).events().getFirst();
    assertEquals(5, first.message().sequence());
    assertEquals(OWNER, first.request().orElseThrow().operator());
    assertEquals(List.of(5L, 6L, 7L), forwarded(none, egress(5, 6, 7)));
    assertEquals(Optional.empty(), lastFailure(none));
  }

  @Test
  void shouldGoOnByTheNewAccountWhenTheFormerOnesMessagesHaveLanded() {
    var two = computing(5, false).and(egress(5, 6));
    var changed = two.and(new FactsSeen(by(OWNER, 5, 51))).and(new FactsSeen(by(OWNER, 6, 52)));
    assertEquals(List.of(), forwarded(changed, egress(6, 7)));
    assertEquals(
        List.of(7L), forwarded(changed.and(new FactsSeen(by(OWNER, 7, 53))), egress(6, 7)));
  }

  @Test
  void shouldNotWaitAnyMoreWhenThePoolHasAnotherOperator() {
    var one = computing(5, false).and(egress(5));
    var refused = one.and(outcome(one, 0, failure(CallFailure.Kind.NO_KEY), 0));
    assertEquals(List.of(), forwarded(refused, egress(5)));
    var same = refused.and(new FactsSeen(at(5, 51)));
    assertEquals(List.of(), forwarded(same, egress(5)));

    var changed = refused.and(new FactsSeen(by(OWNER, 5, 51)));
    assertEquals(List.of(5L), forwarded(changed, egress(5)));
    assertEquals(Optional.empty(), lastFailure(changed));
    var late =
        one.and(new FactsSeen(by(OWNER, 5, 51)))
            .and(outcome(one, 0, failure(CallFailure.Kind.NO_KEY), 0));
    assertEquals(List.of(5L), forwarded(late, egress(5)));
  }

  @Test
  void shouldWaitLongerWithEachFirstMessageThatFails() {
    var one = computing(5, false).and(egress(5));
    var lost = one.and(outcome(one, 0, failure(CallFailure.Kind.GAVE_UP), 0));
    assertEquals(T0.plusSeconds(6), pause(lost).until());

    var again = lost.at(T0.plusSeconds(6)).and(egress(5));
    var lostAgain = again.and(outcome(again, 0, failure(CallFailure.Kind.GAVE_UP), 0));
    assertEquals(T0.plusSeconds(18), pause(lostAgain).until());
    var refused = again.and(outcome(again, 0, failure(CallFailure.Kind.NO_KEY), 0));
    assertEquals(T0.plusSeconds(606), pause(refused).until());
  }

  @Test
  void shouldNotWaitAnyMoreWhenTheWorkerIsRestarted() {
    var one = computing(5, false).and(egress(5));
    var refused = one.and(outcome(one, 0, failure(CallFailure.Kind.NO_KEY), 0));
    var restarted = WorkerDecider.evolve(refused.state(), new WorkerEvent.WorkerRestarted(), T0);

    assertEquals(MessagePause.NONE, ((Active) restarted).life().pause());
  }

  @Test
  void shouldStillHearOfAMessageAfterTheWorkerWasDeleted() {
    var one = computing(5, false).and(egress(5));
    var request = inFlight(one).getFirst().requestId();
    WorkerState deleted = WorkerDecider.evolve(one.state(), new WorkerEvent.WorkerDeleted(), T0);
    var heard =
        WorkerScenario.DECIDER.decide(
            deleted,
            WorkerScenario.observed(
                new CallOutcomeSeen(new CallResult(request, failure(CallFailure.Kind.GAVE_UP)), 0)),
            IDS);

    assertEquals(
        MessageEnded.class,
        ((Decision.Accepted<WorkerEvent>) heard).events().getFirst().getClass());
  }

  private static WorkerScenario computing(long next, boolean gatekeeper) {
    var config = new WorkerConfig("w1", CONFIG.endpoint(), 1, "1000", true, false, gatekeeper);
    return given(
        new WorkerEvent.WorkerCreated(config),
        new WorkerEvent.SessionBegan(2, "d"),
        new WorkerEvent.FactsChanged(at(next, 50)),
        new WorkerEvent.StageEntered(gatekeeper ? Stage.GATEKEEPING : Stage.COMPUTING, "", ""));
  }

  private static WorkerFacts at(long next, long block) {
    return facts()
        .score(50)
        .session(SessionState.WORKER_IDLE)
        .staked(1_000)
        .next(next)
        .at(block)
        .build();
  }

  private static WorkerFacts by(Bytes operator, long next, long block) {
    var pool =
        new PoolFacts(
            1,
            true,
            false,
            Optional.of(operator),
            Optional.empty(),
            POOL.onChain(),
            POOL.freeStake());
    return facts()
        .score(50)
        .session(SessionState.WORKER_IDLE)
        .staked(1_000)
        .next(next)
        .at(block)
        .pool(pool)
        .build();
  }

  /** Whose owner on the chain is not who signs for it. */
  private static PoolFacts othersPool() {
    return new PoolFacts(
        1,
        true,
        false,
        POOL.operator(),
        Optional.empty(),
        Optional.of(new PoolOnChain(1, STRANGER, 3, 0, STRANGER)),
        POOL.freeStake());
  }

  private static EgressSeen egress(int... sequences) {
    return new EgressSeen(IntStream.of(sequences).mapToObj(ChainScenario::message).toList());
  }

  private static EgressSeen from(Bytes sender, long sequence) {
    return new EgressSeen(List.of(message(sender, sequence)));
  }

  private static List<Long> forwarded(WorkerScenario scenario, EgressSeen egress) {
    return scenario.when(egress).events().stream()
        .filter(MessageForwarded.class::isInstance)
        .map(event -> ((MessageForwarded) event).message().sequence())
        .toList();
  }

  private static CallOutcomeSeen outcome(
      WorkerScenario asked, int index, Optional<CallFailure> failure, long block) {
    return new CallOutcomeSeen(
        new CallResult(inFlight(asked).get(index).requestId(), failure), block);
  }

  private static Optional<CallFailure> failure(CallFailure.Kind kind) {
    return Optional.of(new CallFailure(kind, "", "", ""));
  }

  private static Optional<CallFailure> badSequence() {
    return Optional.of(new CallFailure(CallFailure.Kind.MODULE, "PhalaMq", "BadSequence", ""));
  }

  private static List<MessageInFlight> inFlight(WorkerScenario scenario) {
    return ((Active) scenario.state()).life().inFlight();
  }

  private static Optional<CallFailure> lastFailure(WorkerScenario scenario) {
    return ((Active) scenario.state()).life().lastFailure();
  }

  private static MessagePause pause(WorkerScenario scenario) {
    return ((Active) scenario.state()).life().pause();
  }
}
