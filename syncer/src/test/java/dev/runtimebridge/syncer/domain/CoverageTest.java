package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.ChainScenario.facts;
import static dev.runtimebridge.syncer.domain.WorkerScenario.CONFIG;
import static dev.runtimebridge.syncer.domain.WorkerScenario.DECIDER;
import static dev.runtimebridge.syncer.domain.WorkerScenario.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every state with every input, written down as a table that is easy to read against. */
class CoverageTest {
  private static final Heights HERE = new Heights(101, 50, 50);
  private static final WorkerConfig GATEKEEPER =
      new WorkerConfig("w1", CONFIG.endpoint(), 1, "1000", true, false, true);
  private static final List<WorkerState> STATES = states();
  private static final List<Input> INPUTS = inputs();

  private static final String TABLE =
      """
      Unseen: CreateWorker=WorkerCreated UpdateWorker=NOT_FOUND DeleteWorker=NOT_FOUND StartWorker=NOT_FOUND StopWorker=NOT_FOUND RestartWorker=NOT_FOUND StartWorkerComputing=NOT_FOUND StopWorkerComputing=NOT_FOUND LeavePool=NOT_FOUND ForceRegister=NOT_FOUND UpdateEndpoints=NOT_FOUND TakeCheckpoint=NOT_FOUND KickWorker=NOT_FOUND SessionOpened=- RuntimeSeen=- RuntimeInitialized=- ChainStateLoading=- ChainStateLoaded=- HeightsSeen=- RequestFailed=- FactsSeen=- RegistrationInfoSeen=- EndpointsSigned=- CheckpointTaken=- RuntimeKicked=- ErrandFailed=- EgressSeen=- CallOutcomeSeen=-
      Disabled: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=NOT_ENABLED StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged LeavePool=TargetChanged ForceRegister=NOT_ENABLED UpdateEndpoints=NOT_ENABLED TakeCheckpoint=NOT_ENABLED KickWorker=NOT_ENABLED SessionOpened=- RuntimeSeen=- RuntimeInitialized=- ChainStateLoading=- ChainStateLoaded=- HeightsSeen=- RequestFailed=- FactsSeen=- RegistrationInfoSeen=- EndpointsSigned=- CheckpointTaken=- RuntimeKicked=- ErrandFailed=- EgressSeen=- CallOutcomeSeen=-
      Removed: CreateWorker=WorkerCreated UpdateWorker=NOT_FOUND DeleteWorker=NOT_FOUND StartWorker=NOT_FOUND StopWorker=NOT_FOUND RestartWorker=NOT_FOUND StartWorkerComputing=NOT_FOUND StopWorkerComputing=NOT_FOUND LeavePool=NOT_FOUND ForceRegister=NOT_FOUND UpdateEndpoints=NOT_FOUND TakeCheckpoint=NOT_FOUND KickWorker=NOT_FOUND SessionOpened=- RuntimeSeen=- RuntimeInitialized=- ChainStateLoading=- ChainStateLoaded=- HeightsSeen=- RequestFailed=- FactsSeen=- RegistrationInfoSeen=- EndpointsSigned=- CheckpointTaken=- RuntimeKicked=- ErrandFailed=- EgressSeen=- CallOutcomeSeen=-
      STARTING: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged LeavePool=TargetChanged ForceRegister=NOT_POSSIBLE_NOW UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen=SyncingBegan,TipReached RequestFailed=RetryScheduled FactsSeen=FactsChanged RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen= CallOutcomeSeen=-
      INITIALIZING: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged LeavePool=TargetChanged ForceRegister=NOT_POSSIBLE_NOW UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen= RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen=SyncingBegan,TipReached RequestFailed=RetryScheduled FactsSeen=FactsChanged RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen= CallOutcomeSeen=-
      LOADING_STATE: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged LeavePool=TargetChanged ForceRegister=NOT_POSSIBLE_NOW UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen=SyncingBegan,TipReached RequestFailed=RetryScheduled FactsSeen=FactsChanged RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen= CallOutcomeSeen=-
      SYNCING: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged LeavePool=TargetChanged ForceRegister=NOT_POSSIBLE_NOW UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen=TipReached RequestFailed=RetryScheduled FactsSeen=FactsChanged RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen= CallOutcomeSeen=-
      AT_TIP: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged LeavePool=TargetChanged ForceRegister=ErrandBegan UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen= RequestFailed=RetryScheduled FactsSeen=FactsChanged,StageEntered,CallRequested RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen= CallOutcomeSeen=-
      REGISTERING: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated,StageEntered DeleteWorker=WorkerDeleted StartWorker=WorkerStarted,StageEntered StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged,StageEntered StopWorkerComputing=TargetChanged,StageEntered LeavePool=TargetChanged,StageEntered ForceRegister=ErrandBegan,StageEntered UpdateEndpoints=ErrandBegan,StageEntered TakeCheckpoint=ErrandBegan,StageEntered KickWorker=ErrandBegan,StageEntered SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized,StageEntered ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded,StageEntered HeightsSeen=StageEntered RequestFailed=RetryScheduled,StageEntered FactsSeen=FactsChanged,StageEntered,ErrandEnded,CallRequested RegistrationInfoSeen=ErrandEnded,CallRequested,StageEntered EndpointsSigned=StageEntered CheckpointTaken=StageEntered RuntimeKicked=StageEntered ErrandFailed=ErrandEnded,StageEntered EgressSeen=StageEntered CallOutcomeSeen=-
      BENCHMARKING: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated,StageEntered DeleteWorker=WorkerDeleted StartWorker=WorkerStarted,StageEntered StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged,StageEntered StopWorkerComputing=TargetChanged,StageEntered LeavePool=TargetChanged,StageEntered ForceRegister=ErrandBegan,StageEntered UpdateEndpoints=ErrandBegan,StageEntered TakeCheckpoint=ErrandBegan,StageEntered KickWorker=ErrandBegan,StageEntered SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized,StageEntered ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded,StageEntered HeightsSeen=StageEntered RequestFailed=RetryScheduled,StageEntered FactsSeen=FactsChanged,StageEntered,CallRequested RegistrationInfoSeen=StageEntered EndpointsSigned=StageEntered CheckpointTaken=StageEntered RuntimeKicked=StageEntered ErrandFailed=StageEntered EgressSeen=MessageForwarded,StageEntered CallOutcomeSeen=-
      ADDING_TO_POOL: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged,StageEntered LeavePool=TargetChanged,StageEntered ForceRegister=ErrandBegan UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen= RequestFailed=RetryScheduled FactsSeen=FactsChanged,StageEntered,CallRequested RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen=MessageForwarded CallOutcomeSeen=CallEnded,CallRequested
      STARTING_COMPUTE: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged,StageEntered LeavePool=TargetChanged,StageEntered ForceRegister=ErrandBegan UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen= RequestFailed=RetryScheduled,StageEntered FactsSeen=FactsChanged RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen=MessageForwarded CallOutcomeSeen=CallEnded,CallRequested
      COMPUTING: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged,StageEntered,CallRequested LeavePool=TargetChanged,StageEntered,CallRequested ForceRegister=ErrandBegan UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen= RequestFailed=RetryScheduled FactsSeen=FactsChanged,StageEntered,CallRequested RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen=MessageForwarded CallOutcomeSeen=-
      UNRESPONSIVE: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated,StageEntered DeleteWorker=WorkerDeleted StartWorker=WorkerStarted,StageEntered StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged,StageEntered StopWorkerComputing=TargetChanged,StageEntered,CallRequested LeavePool=TargetChanged,StageEntered,CallRequested ForceRegister=ErrandBegan,StageEntered UpdateEndpoints=ErrandBegan,StageEntered TakeCheckpoint=ErrandBegan,StageEntered KickWorker=ErrandBegan,StageEntered SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized,StageEntered ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded,StageEntered HeightsSeen=StageEntered RequestFailed=RetryScheduled,StageEntered FactsSeen=FactsChanged,StageEntered,CallRequested RegistrationInfoSeen=StageEntered EndpointsSigned=StageEntered CheckpointTaken=StageEntered RuntimeKicked=StageEntered ErrandFailed=StageEntered EgressSeen=MessageForwarded,StageEntered CallOutcomeSeen=-
      STOPPING: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged,StageEntered StopWorkerComputing=TargetChanged LeavePool=TargetChanged ForceRegister=ErrandBegan UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen= RequestFailed=RetryScheduled FactsSeen=FactsChanged,StageEntered RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen=MessageForwarded CallOutcomeSeen=CallEnded,CallRequested
      COOLING_DOWN: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated,StageEntered DeleteWorker=WorkerDeleted StartWorker=WorkerStarted,StageEntered StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged,StageEntered StopWorkerComputing=TargetChanged,StageEntered LeavePool=TargetChanged,StageEntered ForceRegister=ErrandBegan,StageEntered UpdateEndpoints=ErrandBegan,StageEntered TakeCheckpoint=ErrandBegan,StageEntered KickWorker=ErrandBegan,StageEntered SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized,StageEntered ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded,StageEntered HeightsSeen=StageEntered RequestFailed=RetryScheduled,StageEntered FactsSeen=FactsChanged,StageEntered,CallRequested RegistrationInfoSeen=StageEntered EndpointsSigned=StageEntered CheckpointTaken=StageEntered RuntimeKicked=StageEntered ErrandFailed=StageEntered EgressSeen=MessageForwarded,StageEntered CallOutcomeSeen=-
      RECLAIMING: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged LeavePool=TargetChanged ForceRegister=ErrandBegan UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen= RequestFailed=RetryScheduled FactsSeen=FactsChanged,StageEntered,CallRequested RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen=MessageForwarded CallOutcomeSeen=CallEnded,CallRequested
      LEAVING_POOL: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged,StageEntered StopWorkerComputing=TargetChanged,StageEntered LeavePool=TargetChanged ForceRegister=ErrandBegan UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen= RequestFailed=RetryScheduled FactsSeen=FactsChanged RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen=MessageForwarded CallOutcomeSeen=CallEnded,CallRequested
      GATEKEEPING: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated,StageEntered DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged,StageEntered LeavePool=TargetChanged,StageEntered ForceRegister=ErrandBegan UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen= RequestFailed=RetryScheduled FactsSeen=FactsChanged RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen=MessageForwarded CallOutcomeSeen=-
      KICKED: CreateWorker=ALREADY_EXISTS UpdateWorker=WorkerUpdated DeleteWorker=WorkerDeleted StartWorker=WorkerStarted StopWorker=WorkerStopped RestartWorker=WorkerRestarted StartWorkerComputing=TargetChanged StopWorkerComputing=TargetChanged,CallRequested LeavePool=TargetChanged,CallRequested ForceRegister=NOT_POSSIBLE_NOW UpdateEndpoints=ErrandBegan TakeCheckpoint=ErrandBegan KickWorker=ErrandBegan SessionOpened=- RuntimeSeen=InitializationBegan RuntimeInitialized=RuntimeInitialized ChainStateLoading=StateLoadingBegan ChainStateLoaded=ChainStateLoaded HeightsSeen=SyncingBegan,TipReached,StageEntered RequestFailed=RetryScheduled FactsSeen=FactsChanged RegistrationInfoSeen= EndpointsSigned= CheckpointTaken= RuntimeKicked= ErrandFailed= EgressSeen= CallOutcomeSeen=-
      """;

  @Test
  void shouldDecideEachPairAsTheTableSays() {
    String found =
        STATES.stream()
            .map(state -> name(state) + ": " + row(state))
            .collect(Collectors.joining("\n"));

    assertEquals(TABLE.strip(), found);
  }

  @Test
  void shouldMissNoStateAndNoInput() {
    Set<String> missing = new TreeSet<>();
    Stream.of(
            WorkerState.class.getPermittedSubclasses(),
            WorkerCommand.class.getPermittedSubclasses(),
            Observation.class.getPermittedSubclasses())
        .flatMap(Arrays::stream)
        .map(Class::getSimpleName)
        .forEach(missing::add);
    STATES.forEach(state -> missing.remove(state.getClass().getSimpleName()));
    INPUTS.forEach(input -> missing.remove(name(input)));
    Set<Stage> stages = new TreeSet<>(List.of(Stage.values()));
    STATES.forEach(state -> stages.removeIf(stage -> stage.name().equals(name(state))));

    assertEquals(Set.of(), missing);
    assertEquals(Set.of(), stages);
  }

  @Test
  void shouldReachEachStateAgainFromItsEventsAlone() {
    for (WorkerState start : STATES) {
      for (Input first : INPUTS) {
        for (Input second : INPUTS) {
          assertReplays(start, List.of(first, second));
        }
      }
    }
  }

  private static void assertReplays(WorkerState start, List<Input> inputs) {
    WorkerState live = start;
    WorkerState replayed = start;
    for (Input input : inputs) {
      if (DECIDER.decide(live, input, WorkerScenario.IDS)
          instanceof Decision.Accepted<WorkerEvent>(var events)) {
        for (WorkerEvent event : events) {
          live = WorkerDecider.evolve(live, event, input.time());
          replayed = WorkerDecider.evolve(replayed, event, input.time());
        }
      }
    }
    assertEquals(live, replayed);
  }

  private static String row(WorkerState state) {
    Map<String, String> cells = new TreeMap<>();
    INPUTS.forEach(
        input -> cells.put(name(input), outcome(DECIDER.decide(state, input, WorkerScenario.IDS))));
    return INPUTS.stream()
        .map(input -> name(input) + "=" + cells.get(name(input)))
        .collect(Collectors.joining(" "));
  }

  private static String outcome(Decision<WorkerEvent> decision) {
    return switch (decision) {
      case Decision.Accepted<WorkerEvent>(var events) ->
          events.stream()
              .map(event -> event.getClass().getSimpleName())
              .collect(Collectors.joining(","));
      case Decision.Rejected<WorkerEvent>(var reason, var message) -> reason.name();
      case Decision.Ignored<WorkerEvent> ignored -> "-";
    };
  }

  private static String name(WorkerState state) {
    return state instanceof Active active
        ? active.stage().name()
        : state.getClass().getSimpleName();
  }

  private static String name(Input input) {
    return switch (input) {
      case Input.Commanded(var id, var time, var command) -> command.getClass().getSimpleName();
      case Input.Observed observed -> observed.observation().getClass().getSimpleName();
    };
  }

  private static List<WorkerState> states() {
    WorkerEvent created = new WorkerEvent.WorkerCreated(CONFIG);
    WorkerEvent began = new WorkerEvent.SessionBegan(2, "d");
    return List.of(
        WorkerScenario.given().state(),
        WorkerScenario.given(created, new WorkerEvent.WorkerStopped()).state(),
        WorkerScenario.given(created, new WorkerEvent.WorkerDeleted()).state(),
        WorkerScenario.given(created, began).state(),
        WorkerScenario.given(created, began, new WorkerEvent.InitializationBegan()).state(),
        WorkerScenario.given(created, began, new WorkerEvent.StateLoadingBegan(9)).state(),
        WorkerScenario.given(created, began, new WorkerEvent.SyncingBegan(HERE)).state(),
        WorkerScenario.given(created, began, new WorkerEvent.TipReached(100, 49)).state(),
        at(
            Stage.REGISTERING,
            ChainScenario.UNREGISTERED,
            new WorkerEvent.ErrandBegan(
                new Errand.FetchRegistration("e1", false, Optional.of(ChainScenario.OPERATOR)))),
        at(Stage.BENCHMARKING, facts().build()),
        at(Stage.ADDING_TO_POOL, scored().build(), asked(CallKind.ADD_TO_POOL)),
        at(Stage.STARTING_COMPUTE, in(SessionState.READY), asked(CallKind.START)),
        at(Stage.COMPUTING, in(SessionState.WORKER_IDLE)),
        at(Stage.UNRESPONSIVE, in(SessionState.WORKER_UNRESPONSIVE)),
        at(
            Stage.STOPPING,
            in(SessionState.WORKER_IDLE),
            new WorkerEvent.TargetChanged(ComputeTarget.IDLE),
            asked(CallKind.STOP)),
        at(Stage.COOLING_DOWN, in(SessionState.WORKER_COOLING_DOWN)),
        at(
            Stage.RECLAIMING,
            scored()
                .session(SessionState.WORKER_COOLING_DOWN)
                .coolDownStart(ChainScenario.NOW - 500)
                .build(),
            asked(CallKind.RECLAIM)),
        at(
            Stage.LEAVING_POOL,
            in(SessionState.READY),
            new WorkerEvent.TargetChanged(ComputeTarget.OUT_OF_POOL),
            asked(CallKind.REMOVE_FROM_POOL)),
        at(Stage.GATEKEEPING, facts().build(), new WorkerEvent.WorkerUpdated(GATEKEEPER)),
        at(Stage.KICKED, in(SessionState.WORKER_IDLE)));
  }

  private static WorkerState at(Stage stage, WorkerFacts facts, WorkerEvent... more) {
    List<WorkerEvent> history = new ArrayList<>();
    history.add(new WorkerEvent.WorkerCreated(CONFIG));
    history.add(new WorkerEvent.SessionBegan(2, "d"));
    history.add(new WorkerEvent.FactsChanged(facts));
    history.addAll(List.of(more));
    history.add(new WorkerEvent.StageEntered(stage, "", ""));
    return WorkerScenario.given(history.toArray(WorkerEvent[]::new)).state();
  }

  private static ChainScenario.Facts scored() {
    return facts().score(50).staked(1_000);
  }

  private static WorkerFacts in(SessionState session) {
    return scored().session(session).build();
  }

  private static WorkerEvent asked(CallKind kind) {
    return new WorkerEvent.CallRequested(
        kind,
        new TransactionRequest(
            "r1",
            1,
            ChainScenario.OPERATOR,
            Optional.empty(),
            new ChainCall.AddWorker(1, ChainScenario.KEY)));
  }

  private static List<Input> inputs() {
    Stream<Input> commands =
        Stream.of(
                new WorkerCommand.CreateWorker(CONFIG),
                new WorkerCommand.UpdateWorker(CONFIG),
                new WorkerCommand.DeleteWorker(),
                new WorkerCommand.StartWorker(),
                new WorkerCommand.StopWorker(),
                new WorkerCommand.RestartWorker(),
                new WorkerCommand.StartWorkerComputing(),
                new WorkerCommand.StopWorkerComputing(),
                new WorkerCommand.LeavePool(),
                new WorkerCommand.ForceRegister(),
                new WorkerCommand.UpdateEndpoints(List.of("http://here:1")),
                new WorkerCommand.TakeCheckpoint(),
                new WorkerCommand.KickWorker())
            .map(command -> new Input.Commanded("c", T0, command));
    var failure = new Failure(Stage.SYNCING, FailureKind.BUSY, "busy", 1, T0);
    Stream<Input> observations =
        Stream.<Observation>of(
                new Observation.SessionOpened(),
                new Observation.RuntimeSeen(WorkerScenario.facts(false, Heights.NONE)),
                new Observation.RuntimeInitialized("aa", "bb"),
                new Observation.ChainStateLoading(9),
                new Observation.ChainStateLoaded(9),
                new Observation.HeightsSeen(HERE, "", new Reach(100, 49, 101, 49)),
                new Observation.RequestFailed(failure),
                new Observation.FactsSeen(ChainScenario.READY),
                new Observation.RegistrationInfoSeen("e1", ChainScenario.INFO),
                new Observation.EndpointsSigned("e1", ChainScenario.ENDPOINTS),
                new Observation.CheckpointTaken("e1", 9),
                new Observation.RuntimeKicked("e1"),
                new Observation.ErrandFailed("e1", "no"),
                new Observation.EgressSeen(List.of(ChainScenario.message(0))),
                new Observation.CallOutcomeSeen(new CallResult("r1", Optional.empty()), 9))
            .map(WorkerScenario::observed);
    return Stream.concat(commands, observations).toList();
  }
}
