package dev.runtimebridge.syncer.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A worker from nothing to computing while transactions get lost, fail and are late, sessions end,
 * reports are lost, and the pool's operator changes: it always gets there, nothing is ever under
 * way twice, no two accounts carry its messages at once, and its events and readings alone give the
 * state that it has.
 */
class RandomLifeTest {
  private static final AggregateId WORKER = new AggregateId("worker/1");
  private static final Heights HEIGHTS = new Heights(101, 50, 50);
  private static final int SEEDS = 60;
  private static final int WILD_BLOCKS = 150;
  private static final int CALM_BLOCKS = 400;
  private static final int MESSAGES = 30;

  private final AggregateRules rules = new AggregateRules(WorkerScenario.POLICY, LifePolicy.USUAL);

  @Test
  void shouldAlwaysComputeInTheEnd() {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new Life(new Random(seed)).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** One history. */
  private final class Life {
    private final Random random;
    private final TinyChain chain;
    private final List<Observation> late = new ArrayList<>();
    private AggregateState replayed = new WorkerState.Unseen();
    private Aggregate worker = Aggregate.unseen(WORKER);
    private int inputs;
    private boolean calm;

    Life(Random random) {
      this.random = random;
      this.chain = new TinyChain(random);
    }

    void run() {
      command(new WorkerCommand.CreateWorker(WorkerScenario.CONFIG));
      for (int block = 0; block < WILD_BLOCKS; block++) {
        chain.nextBlock();
        late.addAll(chain.takeOutcomes());
        wildStep();
      }
      chain.calmDown();
      calm = true;
      for (int block = 0; block < CALM_BLOCKS && !isDone(); block++) {
        chain.nextBlock();
        late.addAll(chain.takeOutcomes());
        calmStep();
      }
      Active end = (Active) worker.state();
      assertEquals(Stage.COMPUTING, end.stage(), end::toString);
      assertEquals(MESSAGES, chain.nextSequence(), end::toString);
    }

    private boolean isDone() {
      return worker.state() instanceof Active active
          && active.stage() == Stage.COMPUTING
          && active.life().inFlight().isEmpty()
          && chain.nextSequence() == MESSAGES;
    }

    private void wildStep() {
      switch (random.nextInt(12)) {
        case 0 -> open();
        case 1 -> command(new WorkerCommand.RestartWorker());
        case 2 -> observe(new Observation.HeightsSeen(HEIGHTS, "", new Reach(900, 900, 900, 900)));
        case 3 -> observe(new Observation.RequestFailed(failure()));
        case 4 -> command(new WorkerCommand.StopWorker());
        case 5 -> command(new WorkerCommand.StartWorker());
        default -> {
          if (random.nextInt(3) > 0) {
            calmStep();
          }
        }
      }
    }

    private void calmStep() {
      if (!(worker.state() instanceof Active active)) {
        command(new WorkerCommand.StartWorker());
        return;
      }
      if (active.driver().isEmpty()) {
        open();
      }
      observe(new Observation.HeightsSeen(HEIGHTS, "", new Reach(100, 49, 100, 49)));
      if (random.nextBoolean()) {
        tellOutcomes();
      }
      boolean lost = !calm && random.nextBoolean();
      if (!lost && ((Active) worker.state()).lacks(chain.facts())) {
        observe(new Observation.FactsSeen(chain.facts()));
      }
      ((Active) worker.state()).life().errand().ifPresent(this::doErrand);
      observe(new Observation.EgressSeen(chain.egress(Math.min(MESSAGES, inputs / 15))));
      tellOutcomes();
    }

    private void tellOutcomes() {
      List<Observation> due = List.copyOf(late);
      late.clear();
      due.forEach(this::observe);
      if (!due.isEmpty() && random.nextInt(4) == 0) {
        observe(due.getFirst());
      }
    }

    private void doErrand(Errand errand) {
      if (errand instanceof Errand.FetchRegistration) {
        observe(new Observation.RegistrationInfoSeen(errand.id(), ChainScenario.INFO));
      }
    }

    private void open() {
      long epoch = epoch() + 1;
      apply(
          new Input.Observed(nextId(), chain.time(), epoch, "d", new Observation.SessionOpened()));
    }

    private void observe(Observation observation) {
      boolean outcome = observation instanceof Observation.CallOutcomeSeen;
      apply(
          new Input.Observed(
              nextId(), chain.time(), outcome ? 0 : epoch(), outcome ? "" : "d", observation));
    }

    private void command(WorkerCommand command) {
      apply(new Input.Commanded(nextId(), chain.time(), command));
    }

    private void apply(Input input) {
      var outcome = rules.apply(WORKER, worker, input);
      worker = outcome.after();
      for (Event event : outcome.events()) {
        if (event instanceof WorkerEvent.CallRequested(var kind, var id, var request)) {
          chain.take(request.orElseThrow());
        } else if (event instanceof WorkerEvent.MessageForwarded(var message, var request)) {
          chain.take(request.orElseThrow());
        }
        replayed = AggregateRules.evolve(replayed, event, input.time());
      }
      // What events do not tell is told by readings, and nothing else differs, after every input.
      assertEquals(worker.state(), Readings.onto(replayed, worker.state()));
      assertTrue(inFlight() <= LifePolicy.USUAL.maxInFlight());
    }

    private int inFlight() {
      return worker.state() instanceof Active active ? active.life().inFlight().size() : 0;
    }

    private long epoch() {
      return worker.state() instanceof Active active ? active.epoch() : 0;
    }

    private String nextId() {
      inputs++;
      return "input " + inputs;
    }

    private Failure failure() {
      var kind = random.nextBoolean() ? FailureKind.BUSY : FailureKind.UNREACHABLE;
      return new Failure(Stage.SYNCING, kind, "no", 1 + random.nextInt(9), chain.time());
    }
  }
}
