package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.RejectionReason.ALREADY_EXISTS;
import static dev.runtimebridge.syncer.domain.RejectionReason.INVALID_VALUE;
import static dev.runtimebridge.syncer.domain.RejectionReason.NOT_ENABLED;
import static dev.runtimebridge.syncer.domain.RejectionReason.NOT_FOUND;
import static dev.runtimebridge.syncer.domain.RejectionReason.STALE_VERSION;

import dev.runtimebridge.syncer.domain.Input.Commanded;
import dev.runtimebridge.syncer.domain.Input.Observed;
import dev.runtimebridge.syncer.domain.WorkerCommand.CreateWorker;
import dev.runtimebridge.syncer.domain.WorkerCommand.DeleteWorker;
import dev.runtimebridge.syncer.domain.WorkerCommand.ForceRegister;
import dev.runtimebridge.syncer.domain.WorkerCommand.KickWorker;
import dev.runtimebridge.syncer.domain.WorkerCommand.LeavePool;
import dev.runtimebridge.syncer.domain.WorkerCommand.RestartWorker;
import dev.runtimebridge.syncer.domain.WorkerCommand.StartWorker;
import dev.runtimebridge.syncer.domain.WorkerCommand.StartWorkerComputing;
import dev.runtimebridge.syncer.domain.WorkerCommand.StopWorker;
import dev.runtimebridge.syncer.domain.WorkerCommand.StopWorkerComputing;
import dev.runtimebridge.syncer.domain.WorkerCommand.TakeCheckpoint;
import dev.runtimebridge.syncer.domain.WorkerCommand.UpdateEndpoints;
import dev.runtimebridge.syncer.domain.WorkerCommand.UpdateWorker;
import dev.runtimebridge.syncer.domain.WorkerEvent.TargetChanged;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerCreated;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerDeleted;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerRestarted;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerStarted;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerStopped;
import dev.runtimebridge.syncer.domain.WorkerEvent.WorkerUpdated;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import dev.runtimebridge.syncer.domain.WorkerState.Disabled;
import dev.runtimebridge.syncer.domain.WorkerState.Removed;
import dev.runtimebridge.syncer.domain.WorkerState.Unseen;
import java.time.Instant;
import java.util.Optional;

/**
 * The life of a worker: {@link #decide} says what an input leads to, {@link #evolve} what an event
 * makes of the state. Live and on replay only events change what was decided; {@link #watch} adds
 * the newest reading.
 */
public final class WorkerDecider {
  private final ObservationRules observations;
  private final LifeRules life;

  /** A decider that calls a worker at the tip by {@code tip}, and lives on from there. */
  public WorkerDecider(TipPolicy tip, LifePolicy life) {
    this.observations = new ObservationRules(tip);
    this.life = new LifeRules(life);
  }

  /**
   * What {@code input} leads to for a worker that is as {@code now}.
   *
   * @param ids of the events that it leads to
   */
  public Decision<WorkerEvent> decide(WorkerState now, Input input, EventIds ids) {
    return switch (input) {
      case Commanded(var id, var time, WorkerCommand command) ->
          goOn(now, decide(now, command, id), input, ids);
      case Commanded(var id, var time, PoolCommand command) ->
          Decision.rejected(
              INVALID_VALUE,
              "a worker was sent the pool's command " + command.getClass().getSimpleName());
      case Observed observed -> goOn(now, observations.decide(now, observed), observed, ids);
    };
  }

  /** Each input is also the moment to go on with the life on the chain: time comes with it. */
  private Decision<WorkerEvent> goOn(
      WorkerState now, Decision<WorkerEvent> decision, Input input, EventIds ids) {
    if (!(decision instanceof Decision.Accepted<WorkerEvent>(var events))) {
      return decision;
    }
    var draft = new Draft(now, input, ids);
    events.forEach(draft::add);
    if (input instanceof Observed observed) {
      draft.show(watch(draft.state(), observed));
      life.hear(draft, observed.observation());
    }
    life.goOn(draft);
    return new Decision.Accepted<>(draft.events());
  }

  /** The state after {@code event}, which happened {@code at} that time. */
  public static WorkerState evolve(WorkerState now, WorkerEvent event, Instant at) {
    return WorkerEvolution.evolve(now, event, at);
  }

  /** The state with what {@code observed} read, if it is of the session that counts. */
  public static WorkerState watch(WorkerState now, Observed observed) {
    return ObservationRules.watch(now, observed);
  }

  private static Decision<WorkerEvent> decide(WorkerState now, WorkerCommand command, String id) {
    return switch (command) {
      case CreateWorker(var config) -> create(now, config);
      case UpdateWorker(var config, var expected) -> update(now, config, expected);
      case DeleteWorker() -> ifThere(now, new WorkerDeleted(), "deleted");
      case StartWorker() -> ifThere(now, new WorkerStarted(), "started");
      case StopWorker() -> ifThere(now, new WorkerStopped(), "stopped");
      case RestartWorker() ->
          now instanceof Disabled(var config, var epoch, var since, var progress, var life)
              ? Decision.rejected(
                  NOT_ENABLED,
                  "worker \"%s\" is stopped; start it instead".formatted(config.name()))
              : ifThere(now, new WorkerRestarted(), "restarted");
      case StartWorkerComputing() -> target(now, ComputeTarget.COMPUTE);
      case StopWorkerComputing() -> target(now, ComputeTarget.IDLE);
      case LeavePool() -> target(now, ComputeTarget.OUT_OF_POOL);
      case ForceRegister() -> ErrandRules.forceRegister(now, id);
      case UpdateEndpoints(var endpoints) -> ErrandRules.updateEndpoints(now, endpoints, id);
      case TakeCheckpoint() -> ErrandRules.takeCheckpoint(now, id);
      case KickWorker() -> ErrandRules.kick(now, id);
    };
  }

  private static Decision<WorkerEvent> create(WorkerState now, WorkerConfig config) {
    return switch (now) {
      case Active active -> exists(active.config());
      case Disabled disabled -> exists(disabled.config());
      case Unseen unseen -> valid(config, new WorkerCreated(config));
      case Removed removed -> valid(config, new WorkerCreated(config));
    };
  }

  private static Decision<WorkerEvent> update(
      WorkerState now, WorkerConfig config, Optional<WorkerConfig> expected) {
    return switch (now) {
      case Active active -> update(active.config(), config, expected);
      case Disabled disabled -> update(disabled.config(), config, expected);
      case Unseen unseen -> notFound("updated");
      case Removed removed -> notFound("updated");
    };
  }

  private static Decision<WorkerEvent> update(
      WorkerConfig before, WorkerConfig wanted, Optional<WorkerConfig> expected) {
    // Whether it is enabled is no part of an update, so that a stop in between does not matter.
    if (expected.isPresent() && !expected.get().withEnabled(before.enabled()).equals(before)) {
      return Decision.rejected(
          STALE_VERSION,
          "worker \"%s\" was changed by someone else meanwhile; read it again before changing it"
              .formatted(before.name()));
    }
    return valid(wanted, new WorkerUpdated(wanted.withEnabled(before.enabled())));
  }

  private static Decision<WorkerEvent> target(WorkerState now, ComputeTarget target) {
    return ifThere(now, new TargetChanged(target), "given another target");
  }

  private static Decision<WorkerEvent> ifThere(WorkerState now, WorkerEvent event, String verb) {
    return switch (now) {
      case Active active -> Decision.accepted(event);
      case Disabled disabled -> Decision.accepted(event);
      case Unseen unseen -> notFound(verb);
      case Removed removed -> notFound(verb);
    };
  }

  private static Decision<WorkerEvent> valid(WorkerConfig config, WorkerEvent event) {
    return ConfigRules.fault(config)
        .map(fault -> Decision.<WorkerEvent>rejected(INVALID_VALUE, fault))
        .orElseGet(() -> Decision.accepted(event));
  }

  private static Decision<WorkerEvent> exists(WorkerConfig there) {
    return Decision.rejected(
        ALREADY_EXISTS,
        "worker \"%s\" exists already, at %s".formatted(there.name(), there.endpoint()));
  }

  private static Decision<WorkerEvent> notFound(String verb) {
    return Decision.rejected(NOT_FOUND, "there is no such worker to be " + verb);
  }
}
