package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.ChainScenario.ENDPOINTS;
import static dev.runtimebridge.syncer.domain.ChainScenario.OPERATOR;
import static dev.runtimebridge.syncer.domain.ChainScenario.OWNER;
import static dev.runtimebridge.syncer.domain.ChainScenario.facts;
import static dev.runtimebridge.syncer.domain.WorkerScenario.CONFIG;
import static dev.runtimebridge.syncer.domain.WorkerScenario.IDS;
import static dev.runtimebridge.syncer.domain.WorkerScenario.given;

import dev.runtimebridge.syncer.domain.WorkerEvent.CallRequested;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandBegan;
import dev.runtimebridge.syncer.domain.WorkerEvent.ErrandEnded;
import dev.runtimebridge.syncer.domain.WorkerEvent.StageEntered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What operators may have asked of pRuntime. */
class ErrandsTest {
  private static final Errand CHECKPOINT = new Errand.TakeCheckpoint("c1");
  private static final Errand KICK = new Errand.KickWorker("c1");
  private static final WorkerFacts FACTS =
      facts()
          .operator(OWNER)
          .score(50)
          .session(SessionState.WORKER_IDLE)
          .staked(1_000)
          .pool(
              new PoolFacts(
                  1,
                  true,
                  false,
                  Optional.of(OPERATOR),
                  Optional.of(OWNER),
                  Optional.of(new PoolOnChain(1, OWNER, 3, 0, OWNER)),
                  Optional.empty()))
          .build();

  @Test
  void shouldRegisterAgainWithAFreshAttestation() {
    computing()
        .when(new WorkerCommand.ForceRegister())
        .then(new ErrandBegan(new Errand.FetchRegistration("c1", true, Optional.of(OWNER))));
  }

  @Test
  void shouldRegisterOnlyFromTheTip() {
    given(new WorkerEvent.WorkerCreated(CONFIG), new WorkerEvent.SessionBegan(2, "d"))
        .when(new WorkerCommand.ForceRegister())
        .thenRejected(RejectionReason.NOT_POSSIBLE_NOW);
  }

  @Test
  void shouldTellTheChainItsEndpointsWithoutTheProxy() {
    var sign = new Errand.SignEndpoints("c1", List.of("http://here:1"));
    computing()
        .when(new WorkerCommand.UpdateEndpoints(List.of("http://here:1")))
        .then(new ErrandBegan(sign));
    computing(new ErrandBegan(sign))
        .when(new Observation.EndpointsSigned("c1", ENDPOINTS))
        .then(
            new ErrandEnded("c1", "", Optional.empty()),
            new CallRequested(
                CallKind.UPDATE_ENDPOINT,
                new TransactionRequest(IDS.request(1), 1, OPERATOR, Optional.empty(), ENDPOINTS)));
  }

  @Test
  void shouldRefuseEndpointsThatAreNone() {
    computing()
        .when(new WorkerCommand.UpdateEndpoints(List.of()))
        .thenRejected(RejectionReason.INVALID_VALUE);
    computing()
        .when(new WorkerCommand.UpdateEndpoints(List.of(" ")))
        .thenRejected(RejectionReason.INVALID_VALUE);
  }

  @Test
  void shouldAskForOneThingAtATime() {
    computing(new ErrandBegan(CHECKPOINT))
        .when(new WorkerCommand.KickWorker())
        .thenRejected(RejectionReason.NOT_POSSIBLE_NOW);
  }

  @Test
  void shouldEndAnErrandWithItsAnswer() {
    computing(new ErrandBegan(CHECKPOINT))
        .when(new Observation.CheckpointTaken("c1", 9))
        .then(new ErrandEnded("c1", "", Optional.empty()));
    computing(new ErrandBegan(CHECKPOINT))
        .when(new Observation.ErrandFailed("c1", "no disk"))
        .then(new ErrandEnded("c1", "no disk", Optional.empty()));
    computing(new ErrandBegan(CHECKPOINT)).when(new Observation.CheckpointTaken("c0", 9)).then();
  }

  @Test
  void shouldBeKickedUntilTheRuntimeIsSeenAgain() {
    var kicked = new StageEntered(Stage.KICKED, "pRuntime was ended by a command", "");
    computing(new ErrandBegan(KICK))
        .when(new Observation.RuntimeKicked("c1"))
        .then(new ErrandEnded("c1", "", Optional.empty()), kicked);
    var here = new Heights(101, 50, 50);
    computing(kicked)
        .when(new Observation.RuntimeSeen(WorkerScenario.facts(true, here)))
        .then(new WorkerEvent.SyncingBegan(here));
    computing(kicked)
        .when(new Observation.RuntimeSeen(WorkerScenario.facts(false, Heights.NONE)))
        .then(new WorkerEvent.InitializationBegan());
  }

  private static WorkerScenario computing(WorkerEvent... more) {
    var history =
        new ArrayList<WorkerEvent>(
            List.of(
                new WorkerEvent.WorkerCreated(CONFIG),
                new WorkerEvent.SessionBegan(2, "d"),
                new WorkerEvent.FactsChanged(FACTS),
                new StageEntered(Stage.COMPUTING, "", "")));
    history.addAll(List.of(more));
    return given(history.toArray(WorkerEvent[]::new));
  }
}
