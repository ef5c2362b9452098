package dev.runtimebridge.lifecycle.words;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_ENABLED;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_FOUND;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_POSSIBLE_NOW;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.schemas.v1.ComputeTarget;
import dev.runtimebridge.schemas.v1.Errand.ErrandCase;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a command would make of a worker, by the rules that the syncer decides by.
 *
 * @param state the state at once after it
 * @param would what would happen then, one sentence each
 */
public record WorkerForecast(WorkerState state, List<String> would) {
  private static final Set<WorkerStage> BEFORE_THE_TIP =
      Set.of(
          WorkerStage.STARTING,
          WorkerStage.INITIALIZING,
          WorkerStage.LOADING_STATE,
          WorkerStage.SYNCING,
          WorkerStage.KICKED);

  /** Copies the list. */
  public WorkerForecast {
    would = List.copyOf(would);
  }

  /** The forecast, or why the command would be refused. */
  public static Checked<WorkerForecast> of(Optional<Worker> before, WorkerCommandRecord command) {
    if (command.hasCreateWorker()) {
      return Checked.valid(created(command.getCreateWorker().getConfig()));
    }
    return before
        .map(worker -> of(worker.state(), command))
        .orElseGet(() -> Checked.refused(NOT_FOUND, "there is no such worker"));
  }

  private static Checked<WorkerForecast> of(WorkerState now, WorkerCommandRecord command) {
    boolean stopped = now.getStage() == WorkerStage.DISABLED;
    return switch (command.getCommandCase()) {
      case UPDATE_WORKER -> Checked.valid(updated(now, command.getUpdateWorker().getConfig()));
      case DELETE_WORKER -> Checked.valid(deleted(now));
      case START_WORKER -> Checked.valid(started(now));
      case STOP_WORKER -> Checked.valid(stopped(now));
      case RESTART_WORKER ->
          stopped
              ? Checked.refused(
                  NOT_ENABLED,
                  "worker \"%s\" is stopped; start it instead".formatted(now.getConfig().getName()))
              : Checked.valid(
                  at(
                      now,
                      WorkerStage.STARTING,
                      List.of(
                          "Its session would end and begin again; it would go on where pRuntime is.")));
      case START_WORKER_COMPUTING, STOP_WORKER_COMPUTING, LEAVE_POOL ->
          Checked.valid(aimed(now, target(command)));
      case FORCE_REGISTER ->
          BEFORE_THE_TIP.contains(now.getStage())
              ? Checked.refused(
                  NOT_POSSIBLE_NOW,
                  "worker \"%s\" is not at the tip; it is registered from there"
                      .formatted(now.getConfig().getName()))
              : errand(
                  now,
                  "A fresh attestation would be fetched and sent to the registry; the score is measured anew, which takes some minutes.");
      case UPDATE_ENDPOINTS ->
          errand(
              now,
              "pRuntime would sign %s, and the chain would be told."
                  .formatted(String.join(", ", command.getUpdateEndpoints().getEndpointsList())));
      case TAKE_CHECKPOINT -> errand(now, "pRuntime would save its state to its disk.");
      case KICK_WORKER ->
          errand(
              now,
              "pRuntime's process would end; what runs it has to start it again, and it would go on from its last checkpoint.");
      case CREATE_WORKER,
          CREATE_POOL,
          UPDATE_POOL,
          DELETE_POOL,
          SET_POOL_OPERATOR,
          REMOVE_POOL_OPERATOR,
          COMMAND_NOT_SET ->
          throw new IllegalArgumentException(
              "%s is no command for a worker that is there".formatted(command.getCommandCase()));
    };
  }

  private static WorkerForecast created(WorkerConfig config) {
    var would = new ArrayList<String>();
    would.add(
        "%s would be created in pool %s."
            .formatted(config.getName(), Long.toUnsignedString(config.getPid())));
    if (config.getEnabled()) {
      would.add("Its session would begin at %s.".formatted(config.getEndpoint()));
      would.add(OnChain.whatComesAtTheTip(config));
    } else {
      would.add("It would stay stopped until it is started.");
    }
    return new WorkerForecast(
        WorkerState.newBuilder()
            .setConfig(config)
            .setStage(config.getEnabled() ? WorkerStage.STARTING : WorkerStage.DISABLED)
            .build(),
        would);
  }

  private static WorkerForecast updated(WorkerState now, WorkerConfig wanted) {
    WorkerConfig before = now.getConfig();
    var would = new ArrayList<String>();
    if (!wanted.getName().equals(before.getName())) {
      would.add(
          "It would be called %s instead of %s.".formatted(wanted.getName(), before.getName()));
    }
    if (!wanted.getEndpoint().equals(before.getEndpoint())) {
      would.add(
          "Its session would call %s instead of %s."
              .formatted(wanted.getEndpoint(), before.getEndpoint()));
    }
    if (wanted.getPid() != before.getPid()) {
      would.addAll(OnChain.movedTo(now, wanted.getPid()));
    }
    if (!wanted.getStake().equals(before.getStake())) {
      would.add(OnChain.staked(now, wanted.getStake()));
    }
    if (wanted.getSyncOnly() != before.getSyncOnly()) {
      would.add(
          wanted.getSyncOnly()
              ? "It would follow the chain and send nothing to it any more."
              : OnChain.whatComesAtTheTip(wanted));
    }
    if (wanted.getGatekeeper() != before.getGatekeeper()) {
      would.add(
          wanted.getGatekeeper()
              ? "It would be registered as a gatekeeper's, and not compute for a pool."
              : OnChain.whatComesAtTheTip(wanted));
    }
    if (would.isEmpty()) {
      would.add("Nothing would change.");
    }
    return new WorkerForecast(now.toBuilder().setConfig(wanted).build(), would);
  }

  private static WorkerForecast deleted(WorkerState now) {
    var would = new ArrayList<String>();
    would.add("Its session would end, and the bridge would forget it; its history stays.");
    if (OnChain.isAssigned(now)) {
      would.add(
          "The chain would still have it in pool %s%s: let it leave its pool first."
              .formatted(
                  Long.toUnsignedString(now.getFacts().getAssignedPid()),
                  OnChain.computes(now)
                      ? ", computing with %s staked, and would miss its heartbeats"
                          .formatted(Words.pha(now.getFacts().getStaked()))
                      : ""));
    }
    return at(now, WorkerStage.REMOVED, would);
  }

  private static WorkerForecast started(WorkerState now) {
    if (now.getStage() != WorkerStage.DISABLED) {
      return new WorkerForecast(
          now, List.of("It is started already: its session would begin again."));
    }
    WorkerState.Builder state = now.toBuilder().setStage(WorkerStage.STARTING);
    state.getConfigBuilder().setEnabled(true);
    return new WorkerForecast(
        state.build(),
        List.of("Its session would begin.", OnChain.whatComesAtTheTip(now.getConfig())));
  }

  private static WorkerForecast stopped(WorkerState now) {
    var would = new ArrayList<String>();
    would.add(
        now.getStage() == WorkerStage.DISABLED
            ? "It is stopped already: nothing would change."
            : "Its session would end: it would get no blocks and send nothing.");
    if (OnChain.computes(now)) {
      would.add(
          "The chain has it computing with %s staked: without heartbeats it would become unresponsive in minutes and lose from its value. Stop computing first."
              .formatted(Words.pha(now.getFacts().getStaked())));
    }
    WorkerState.Builder state = now.toBuilder().setStage(WorkerStage.DISABLED);
    state.getConfigBuilder().setEnabled(false);
    return new WorkerForecast(state.build(), would);
  }

  private static ComputeTarget target(WorkerCommandRecord command) {
    if (command.hasStartWorkerComputing()) {
      return ComputeTarget.COMPUTE;
    }
    return command.hasLeavePool() ? ComputeTarget.OUT_OF_POOL : ComputeTarget.IDLE;
  }

  private static WorkerForecast aimed(WorkerState now, ComputeTarget target) {
    return new WorkerForecast(
        now.toBuilder().setTarget(target).build(), OnChain.aimedAt(now, target));
  }

  private static Checked<WorkerForecast> errand(WorkerState now, String what) {
    if (now.getStage() == WorkerStage.DISABLED) {
      return Checked.refused(
          NOT_ENABLED, "worker \"%s\" is stopped".formatted(now.getConfig().getName()));
    }
    ErrandCase busy = now.getErrand().getErrandCase();
    return busy == ErrandCase.ERRAND_NOT_SET || busy == ErrandCase.FETCH_REGISTRATION
        ? Checked.valid(new WorkerForecast(now, List.of(what)))
        : Checked.refused(
            NOT_POSSIBLE_NOW,
            "pRuntime is still asked to %s; wait for it".formatted(Words.errand(now.getErrand())));
  }

  private static WorkerForecast at(WorkerState now, WorkerStage stage, List<String> would) {
    return new WorkerForecast(now.toBuilder().setStage(stage).build(), would);
  }
}
