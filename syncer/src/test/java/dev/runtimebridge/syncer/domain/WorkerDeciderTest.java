package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.WorkerScenario.CONFIG;
import static dev.runtimebridge.syncer.domain.WorkerScenario.T0;
import static dev.runtimebridge.syncer.domain.WorkerScenario.facts;
import static dev.runtimebridge.syncer.domain.WorkerScenario.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.runtimebridge.syncer.domain.Observation.HeightsSeen;
import dev.runtimebridge.syncer.domain.Observation.RequestFailed;
import dev.runtimebridge.syncer.domain.Observation.RuntimeSeen;
import dev.runtimebridge.syncer.domain.Observation.SessionOpened;
import dev.runtimebridge.syncer.domain.WorkerCommand.CreateWorker;
import dev.runtimebridge.syncer.domain.WorkerCommand.RestartWorker;
import dev.runtimebridge.syncer.domain.WorkerCommand.StartWorker;
import dev.runtimebridge.syncer.domain.WorkerCommand.UpdateWorker;
import dev.runtimebridge.syncer.domain.WorkerEvent.FellBehind;
import dev.runtimebridge.syncer.domain.WorkerEvent.HeightsWentBack;
import dev.runtimebridge.syncer.domain.WorkerEvent.InitializationBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.Recovered;
import dev.runtimebridge.syncer.domain.WorkerEvent.RetryScheduled;
import dev.runtimebridge.syncer.domain.WorkerEvent.SessionBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.SyncingBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.TipReached;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerCreated;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerDeleted;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerRestarted;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerStarted;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerStopped;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerUpdated;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import dev.runtimebridge.syncer.domain.WorkerState.Removed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerDeciderTest {
  private static final WorkerEvent CREATED = new WorkerCreated(CONFIG);
  private static final WorkerEvent BEGAN = new SessionBegan(2, "d");
  private static final Heights HERE = new Heights(101, 50, 50);
  private static final Reach AT_THEIR_END = new Reach(100, 49, 102, 50);
  private static final WorkerEvent SYNCING = new SyncingBegan(HERE);
  private static final WorkerEvent AT_TIP = new TipReached(100, 49);

  @Test
  void shouldCreateAWorker() {
    given().when(new CreateWorker(CONFIG)).then(CREATED);
  }

  @Test
  void shouldRefuseAWorkerThatExists() {
    given(CREATED).when(new CreateWorker(CONFIG)).thenRejected(RejectionReason.ALREADY_EXISTS);
  }

  @Test
  void shouldRefuseAnEndpointThatIsNoAddress() {
    given()
        .when(new CreateWorker(config("ftp://somewhere", "1")))
        .thenRejected(RejectionReason.INVALID_VALUE);
  }

  @Test
  void shouldRefuseAStakeThatIsNoNumber() {
    given()
        .when(new CreateWorker(config("http://here:8000", "1.5 PHA")))
        .thenRejected(RejectionReason.INVALID_VALUE);
  }

  @Test
  void shouldTakeAnotherName() {
    var renamed = new WorkerConfig("w2", CONFIG.endpoint(), 1, "1", true, false, false);
    given(CREATED).when(new UpdateWorker(renamed)).then(new WorkerUpdated(renamed));
  }

  @Test
  void shouldKeepAStoppedWorkerStoppedWhenItIsUpdated() {
    given(CREATED, new WorkerStopped())
        .when(new UpdateWorker(CONFIG))
        .then(new WorkerUpdated(CONFIG.withEnabled(false)));
  }

  @Test
  void shouldRefuseAnUpdateOfWhatSomeoneElseHasChanged() {
    WorkerConfig theirs = config("http://there:8000", "1");
    WorkerConfig ours = config("http://here:8000", "2");
    given(CREATED, new WorkerUpdated(theirs))
        .when(new UpdateWorker(ours, Optional.of(CONFIG)))
        .thenRejected(RejectionReason.STALE_VERSION);
    given(CREATED, new WorkerUpdated(theirs))
        .when(new UpdateWorker(ours, Optional.of(theirs)))
        .then(new WorkerUpdated(ours));
  }

  @Test
  void shouldUpdateWhatWasStoppedMeanwhile() {
    given(CREATED, new WorkerStopped())
        .when(new UpdateWorker(CONFIG, Optional.of(CONFIG)))
        .then(new WorkerUpdated(CONFIG.withEnabled(false)));
  }

  @Test
  void shouldRefuseToRestartAStoppedWorker() {
    given(CREATED, new WorkerStopped())
        .when(new RestartWorker())
        .thenRejected(RejectionReason.NOT_ENABLED);
  }

  @Test
  void shouldRefuseToStartWhatIsNotThere() {
    given(CREATED, new WorkerDeleted())
        .when(new StartWorker())
        .thenRejected(RejectionReason.NOT_FOUND);
  }

  @Test
  void shouldCreateARemovedWorkerAgainWithALaterEpoch() {
    Removed removed =
        assertInstanceOf(Removed.class, given(CREATED, BEGAN, new WorkerDeleted()).state());
    Active again =
        assertInstanceOf(Active.class, given(CREATED, BEGAN, new WorkerDeleted(), CREATED).state());

    assertEquals(removed.epoch() + 1, again.epoch());
  }

  @Test
  void shouldAcceptOnlyALaterSession() {
    given(CREATED).when(new SessionOpened()).then(BEGAN);
    given(CREATED, BEGAN).when(new SessionOpened()).thenIgnored();
  }

  @Test
  void shouldFenceOffASessionOfAnotherDriver() {
    given(CREATED, BEGAN)
        .when(new Input.Observed("o", T0, 2, "other", new RuntimeSeen(facts(false, Heights.NONE))))
        .thenIgnored();
  }

  @Test
  void shouldFenceOffASessionFromBeforeARestart() {
    given(CREATED, BEGAN, new WorkerRestarted())
        .when(new RuntimeSeen(facts(false, Heights.NONE)))
        .thenIgnored();
  }

  @Test
  void shouldFenceOffASessionWithTheFormerEndpoint() {
    given(CREATED, BEGAN, new WorkerUpdated(config("http://10.0.0.6:8000", "1")))
        .when(new RuntimeSeen(facts(false, Heights.NONE)))
        .thenIgnored();
  }

  @Test
  void shouldFenceOffASessionFromBeforeAStop() {
    given(CREATED, BEGAN, new WorkerStopped(), new WorkerStarted())
        .when(new RuntimeSeen(facts(false, Heights.NONE)))
        .thenIgnored();
  }

  @Test
  void shouldInitializeAWorkerThatIsNew() {
    given(CREATED, BEGAN)
        .when(new RuntimeSeen(facts(false, Heights.NONE)))
        .then(new InitializationBegan());
  }

  @Test
  void shouldBeAtTheTipWithAllThatIsThere() {
    given(CREATED, BEGAN, SYNCING)
        .seenAt(HERE)
        .when(new HeightsSeen(HERE, "", AT_THEIR_END))
        .then(AT_TIP);
  }

  @Test
  void shouldNotBeAtTheTipWhileTheLogItselfIsBehind() {
    given(CREATED, BEGAN, SYNCING)
        .seenAt(HERE)
        .when(new HeightsSeen(HERE, "", new Reach(100, 49, 500, 250)))
        .then();
  }

  @Test
  void shouldNotBeAtTheTipOfAChainThatNobodyKnows() {
    given(CREATED, BEGAN, SYNCING)
        .seenAt(HERE)
        .when(new HeightsSeen(HERE, "", new Reach(100, 49, 0, 0)))
        .then();
  }

  @Test
  void shouldStayAtTheTipAFewBlocksBehind() {
    given(CREATED, BEGAN, SYNCING, AT_TIP)
        .seenAt(HERE)
        .when(new HeightsSeen(HERE, "", new Reach(110, 54, 110, 54)))
        .then();
  }

  @Test
  void shouldFallBehind() {
    var reach = new Reach(200, 99, 200, 99);
    given(CREATED, BEGAN, SYNCING, AT_TIP)
        .seenAt(HERE)
        .when(new HeightsSeen(HERE, "", reach))
        .then(new FellBehind(HERE, reach));
  }

  @Test
  void shouldNoticeThatAWorkerLostBlocks() {
    var less = new Heights(51, 20, 20);
    given(CREATED, BEGAN, SYNCING, AT_TIP)
        .seenAt(HERE)
        .when(new RuntimeSeen(facts(true, less)))
        .then(new HeightsWentBack(HERE, less));
  }

  @Test
  void shouldWriteOnlyTheFirstOfManyFailuresAndThenEverFewer() {
    given(CREATED, BEGAN).when(failed(1)).then(new RetryScheduled(failed(1).failure()));
    var failing = given(CREATED, BEGAN, new RetryScheduled(failed(2).failure()));
    failing.when(failed(3)).then();
    failing.when(failed(4)).then(new RetryScheduled(failed(4).failure()));
  }

  @Test
  void shouldRecoverWithTheNextHeights() {
    given(CREATED, BEGAN, SYNCING, new RetryScheduled(failed(1).failure()))
        .seenAt(HERE)
        .when(new HeightsSeen(HERE, "", new Reach(500, 250, 500, 250)))
        .then(new Recovered());
  }

  private static RequestFailed failed(int attempt) {
    return new RequestFailed(
        new Failure(Stage.SYNCING, FailureKind.UNREACHABLE, "gone", attempt, T0));
  }

  private static WorkerConfig config(String endpoint, String stake) {
    return new WorkerConfig("w1", endpoint, 1, stake, true, false, false);
  }
}
