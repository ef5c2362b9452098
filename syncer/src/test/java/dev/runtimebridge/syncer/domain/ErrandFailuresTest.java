package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.ChainScenario.INFO;
import static dev.runtimebridge.syncer.domain.ChainScenario.OPERATOR;
import static dev.runtimebridge.syncer.domain.ChainScenario.READY;
import static dev.runtimebridge.syncer.domain.ChainScenario.UNREGISTERED;
import static dev.runtimebridge.syncer.domain.ChainScenario.facts;
import static dev.runtimebridge.syncer.domain.WorkerScenario.CONFIG;
import static dev.runtimebridge.syncer.domain.WorkerScenario.T0;
import static dev.runtimebridge.syncer.domain.WorkerScenario.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.syncer.domain.Errand.FetchRegistration;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.FactsChanged;
import dev.runtimebridge.syncer.domain.WorkerEvent.StageEntered;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a worker's state says of what pRuntime did not do. */
class ErrandFailuresTest {
  private static final FetchRegistration FETCH =
      new FetchRegistration("o1", false, Optional.of(OPERATOR));
  private static final FetchRegistration FORCED =
      new FetchRegistration("c1", true, Optional.of(OPERATOR));
  private static final Observation NO_COLLATERAL =
      new Observation.ErrandFailed("o1", "no collateral");
  private static final WorkerFacts COMPUTING =
      facts().score(50).session(SessionState.WORKER_IDLE).staked(1_000).build();

  @Test
  void shouldSayWhyAWorkerIsNotRegisteredAndWhenItIsTriedAgain() {
    var expected = new ErrandFailure(FETCH, "no collateral", Optional.of(T0.plusSeconds(6)));
    assertEquals(Optional.of(expected), failure(registering().and(NO_COLLATERAL)));
  }

  @Test
  void shouldSayItUntilTheNextTrySucceeds() {
    var again = registering().and(NO_COLLATERAL).at(T0.plusSeconds(7)).and(tick(51));
    var asked = (FetchRegistration) active(again).life().errand().orElseThrow();
    assertTrue(asked.force());
    assertTrue(failure(again).isPresent());
    var done = again.and(new Observation.RegistrationInfoSeen(asked.id(), INFO));
    assertEquals(Optional.empty(), failure(done));
    assertTrue(active(done).life().call().isPresent());
  }

  @Test
  void shouldWaitLongerAfterEachFailure() {
    var twice = registering().and(NO_COLLATERAL).at(T0.plusSeconds(7)).and(tick(51));
    var at = T0.plusSeconds(7);
    assertEquals(
        Optional.of(at.plusSeconds(12)), failure(twice.and(NO_COLLATERAL)).orElseThrow().retryAt());
  }

  @Test
  void shouldSayItNoLongerOnceTheWorkerIsRegisteredByOtherMeans() {
    var gone = registering().and(NO_COLLATERAL).and(new Observation.FactsSeen(READY));
    assertEquals(Stage.STARTING_COMPUTE, active(gone).stage());
    assertEquals(Optional.empty(), failure(gone));
  }

  @Test
  void shouldSayItAlsoAfterTheWorkerHasFallenBehind() {
    var back =
        given(
                new WorkerEvent.WorkerCreated(CONFIG),
                new WorkerEvent.SessionBegan(2, "d"),
                new WorkerEvent.TipReached(100, 49),
                new FactsChanged(UNREGISTERED),
                new StageEntered(Stage.REGISTERING, "", ""),
                new ErrandBegan(FETCH),
                new ErrandEnded("o1", "no collateral", Optional.of(T0.plusSeconds(6))),
                new WorkerEvent.FellBehind(new Heights(1, 1, 1), new Reach(9, 9, 9, 9)))
            .and(
                new Observation.HeightsSeen(
                    new Heights(101, 50, 50), "", new Reach(100, 49, 100, 49)));
    assertEquals(Stage.REGISTERING, active(back).stage());
    assertTrue(failure(back).isPresent());
  }

  @Test
  void shouldWaitForTheOperatorWhereAnErrandWasAskedByCommand() {
    computing(FORCED)
        .when(new Observation.ErrandFailed("c1", "no collateral"))
        .then(new ErrandEnded("c1", "no collateral", Optional.empty()));
    var failed = computing(FORCED).and(new Observation.ErrandFailed("c1", "no collateral"));
    assertEquals(
        Optional.of(new ErrandFailure(FORCED, "no collateral", Optional.empty())), failure(failed));
    assertEquals(Optional.empty(), active(failed).life().call());
  }

  @Test
  void shouldForgetACommandsFailureWithTheNextThingThatIsDone() {
    var checkpoint = new Errand.TakeCheckpoint("c1");
    var failed = computing(checkpoint, new ErrandEnded("c1", "no disk", Optional.empty()));
    assertEquals("no disk", failure(failed).orElseThrow().message());
    var done =
        computing(
            checkpoint,
            new ErrandEnded("c1", "no disk", Optional.empty()),
            new ErrandBegan(checkpoint),
            new ErrandEnded("c1", "", Optional.empty()));
    assertEquals(Optional.empty(), failure(done));
  }

  @Test
  void shouldNotCallAFailureWhatIsNoLongerWanted() {
    assertEquals(Optional.empty(), failure(computing(FORCED, ErrandEnded.unwanted("c1"))));
  }

  @Test
  void shouldKeepTheWaitOfTheCallThatMadeRegistrationNeeded() {
    var failure =
        new CallFailure(CallFailure.Kind.MODULE, "PhalaComputation", "WorkerReregisterNeeded", "");
    var failed =
        atTip(READY, Stage.STARTING_COMPUTE)
            .asked(CallKind.START)
            .and(new Observation.CallOutcomeSeen(new CallResult("asked", Optional.of(failure)), 60))
            .and(NO_COLLATERAL);
    assertEquals(CallKind.START, active(failed).life().call().orElseThrow().kind());
    assertEquals(
        Optional.of(T0.plusSeconds(6)), active(failed).life().call().orElseThrow().retryAt());
  }

  @Test
  void shouldForgetItWithTheMachine() {
    var moved = new WorkerConfig("w1", "http://10.0.0.6:8000", 1, "1000", true, false, false);
    var state =
        WorkerDecider.evolve(
            registering().and(NO_COLLATERAL).state(), new WorkerEvent.WorkerUpdated(moved), T0);
    assertEquals(Optional.empty(), ((Active) state).life().errandFailure());
  }

  private static WorkerScenario registering() {
    return atTip(UNREGISTERED, Stage.REGISTERING, new ErrandBegan(FETCH));
  }

  private static WorkerScenario computing(Errand errand, WorkerEvent... more) {
    var events = new WorkerEvent[more.length + 1];
    events[0] = new ErrandBegan(errand);
    System.arraycopy(more, 0, events, 1, more.length);
    return atTip(COMPUTING, Stage.COMPUTING, events);
  }

  private static WorkerScenario atTip(WorkerFacts facts, Stage stage, WorkerEvent... more) {
    var history = new WorkerEvent[more.length + 5];
    history[0] = new WorkerEvent.WorkerCreated(CONFIG);
    history[1] = new WorkerEvent.SessionBegan(2, "d");
    history[2] = new WorkerEvent.TipReached(100, 49);
    history[3] = new FactsChanged(facts);
    history[4] = new StageEntered(stage, "", "");
    System.arraycopy(more, 0, history, 5, more.length);
    return given(history);
  }

  private static Observation tick(long block) {
    return new Observation.FactsSeen(
        new WorkerFacts(
            UNREGISTERED.publicKey(),
            block,
            UNREGISTERED.blockTime(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            UNREGISTERED.staked(),
            0,
            UNREGISTERED.endpoints(),
            100,
            0,
            UNREGISTERED.pool()));
  }

  private static Active active(WorkerScenario scenario) {
    return (Active) scenario.state();
  }

  private static Optional<ErrandFailure> failure(WorkerScenario scenario) {
    return active(scenario).life().errandFailure();
  }
}
