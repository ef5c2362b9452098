package dev.runtimebridge.syncer.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A worker's history, one thing that happens then, and what must come of it. */
final class WorkerScenario {
  static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  static final TipPolicy POLICY = new TipPolicy(4, 2, 20, 10);
  static final WorkerConfig CONFIG =
      new WorkerConfig("w1", "http://10.0.0.5:8000", 1, "1000", true, false, false);
  static final EventIds IDS = new EventIds(new AggregateId("worker/1"), 9);
  static final WorkerDecider DECIDER = new WorkerDecider(POLICY, LifePolicy.USUAL);

  private final WorkerState state;
  private final Instant now;

  private WorkerScenario(WorkerState state, Instant now) {
    this.state = state;
    this.now = now;
  }

  /** A worker to which these events have happened. */
  static WorkerScenario given(WorkerEvent... history) {
    WorkerState now = new WorkerState.Unseen();
    for (WorkerEvent event : history) {
      now = WorkerDecider.evolve(now, event, T0);
    }
    return new WorkerScenario(now, T0);
  }

  /** The same, having been read at these heights. */
  WorkerScenario seenAt(Heights heights) {
    Observation reading = new Observation.RuntimeSeen(facts(true, heights));
    return new WorkerScenario(WorkerDecider.watch(state, observed(reading)), now);
  }

  /** The same later. */
  WorkerScenario at(Instant later) {
    return new WorkerScenario(state, later);
  }

  /** The same with a call under way, whose request is named "asked". */
  WorkerScenario asked(CallKind kind) {
    var request =
        new TransactionRequest(
            "asked",
            1,
            ChainScenario.OPERATOR,
            Optional.empty(),
            new ChainCall.AddWorker(1, ChainScenario.KEY));
    return new WorkerScenario(
        WorkerDecider.evolve(state, new WorkerEvent.CallRequested(kind, request), now), now);
  }

  /** The same after what was observed. */
  WorkerScenario and(Observation observation) {
    Input.Observed observed = observedNow(observation);
    WorkerState after = state;
    for (WorkerEvent event : new Then(DECIDER.decide(state, observed, IDS)).events()) {
      after = WorkerDecider.evolve(after, event, now);
    }
    return new WorkerScenario(WorkerDecider.watch(after, observed), now);
  }

  private Input.Observed observedNow(Observation observation) {
    return new Input.Observed("o1", now, 2, "d", observation);
  }

  WorkerState state() {
    return state;
  }

  Then when(WorkerCommand command) {
    return new Then(DECIDER.decide(state, new Input.Commanded("c1", now, command), IDS));
  }

  /** What the session of epoch 2, driver d, saw. */
  Then when(Observation observation) {
    return new Then(DECIDER.decide(state, observedNow(observation), IDS));
  }

  Then when(Input.Observed observed) {
    return new Then(DECIDER.decide(state, observed, IDS));
  }

  static Input.Observed observed(Observation observation) {
    return new Input.Observed("o1", T0, 2, "d", observation);
  }

  static RuntimeFacts facts(boolean initialized, Heights heights) {
    return new RuntimeFacts(
        initialized,
        false,
        "aa",
        "bb",
        heights,
        "cc",
        false,
        false,
        "2.2.0",
        "",
        1,
        2,
        false,
        0,
        List.of(),
        0,
        false);
  }

  /** What came of it. */
  record Then(Decision<WorkerEvent> decision) {
    void then(WorkerEvent... events) {
      assertEquals(new Decision.Accepted<>(List.of(events)), decision);
    }

    void thenRejected(RejectionReason reason) {
      assertEquals(reason, assertInstanceOf(Decision.Rejected.class, decision).reason());
    }

    List<WorkerEvent> events() {
      return switch (decision) {
        case Decision.Accepted<WorkerEvent>(var events) -> events;
        case Decision.Rejected<WorkerEvent> rejected -> fail("refused: " + rejected);
        case Decision.Ignored<WorkerEvent> ignored -> fail("ignored: " + ignored);
      };
    }

    void thenIgnored() {
      assertInstanceOf(Decision.Ignored.class, decision);
    }
  }
}
