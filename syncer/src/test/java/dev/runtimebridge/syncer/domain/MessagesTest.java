package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.ChainScenario.KEY;
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

    assertEquals(message(5), event.request().call());
    assertEquals(new MessageInFlight(IDS.request(0), sender(KEY), 5), event.message());
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
    assertEquals(List.of(), forwarded(none, egress(5, 6, 7)), "facts are older than the failure");
    assertEquals(
        List.of(5L, 6L, 7L), forwarded(none.and(new FactsSeen(at(5, 60))), egress(5, 6, 7)));
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

  private static MessagePause pause(WorkerScenario scenario) {
    return ((Active) scenario.state()).life().pause();
  }
}
