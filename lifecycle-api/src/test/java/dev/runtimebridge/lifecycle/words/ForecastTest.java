package dev.runtimebridge.lifecycle.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Operator;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.Pool;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.schemas.v1.ComputeTarget;
import dev.runtimebridge.schemas.v1.DeletePool;
import dev.runtimebridge.schemas.v1.DeleteWorker;
import dev.runtimebridge.schemas.v1.ForceRegister;
import dev.runtimebridge.schemas.v1.KickWorker;
import dev.runtimebridge.schemas.v1.LeavePool;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.RemovePoolOperator;
import dev.runtimebridge.schemas.v1.RestartWorker;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.StartWorkerComputing;
import dev.runtimebridge.schemas.v1.StopWorker;
import dev.runtimebridge.schemas.v1.StopWorkerComputing;
import dev.runtimebridge.schemas.v1.UpdateWorker;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.substrate.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a dry run says would happen. */
class ForecastTest {
  private static final int WEEK = 7 * 24 * 3_600;

  @Test
  void shouldSayHowLongAStoppedWorkerCoolsDown() {
    WorkerForecast stop =
        forecast(
            computing(),
            command().setStopWorkerComputing(StopWorkerComputing.getDefaultInstance()));
    assertEquals(
        List.of(
            "The chain would be asked to stop it at once.",
            "It would cool down for 7 days; then 1500 PHA would be taken back.",
            "It would stay in pool 7."),
        stop.would());
    assertEquals(ComputeTarget.IDLE, stop.state().getTarget());
    assertEquals(
        "Then it would be taken out of pool 7.",
        forecast(computing(), command().setLeavePool(LeavePool.getDefaultInstance()))
            .would()
            .getLast());
    assertEquals(
        List.of("It is to compute already: nothing would change."),
        forecast(
                computing(),
                command().setStartWorkerComputing(StartWorkerComputing.getDefaultInstance()))
            .would());
  }

  @Test
  void shouldSayWhatAnotherStakeDoes() {
    assertEquals(
        "The chain would be asked to raise its stake from 1500 PHA to 2000 PHA; it goes on computing.",
        update(it -> it.setStake("2000000000000000")).would().getFirst());
    assertTrue(
        update(it -> it.setStake("1000000000000000"))
            .would()
            .getFirst()
            .contains("can only rise: 1000 PHA would count from its next start"),
        "lower");
    assertEquals(List.of("Nothing would change."), update(it -> {}).would());
  }

  @Test
  void shouldWarnOfWhatTheChainGoesOnWith() {
    assertTrue(
        forecast(computing(), command().setStopWorker(StopWorker.getDefaultInstance()))
            .would()
            .getLast()
            .contains("1500 PHA staked: without heartbeats"),
        "stop");
    assertTrue(
        forecast(computing(), command().setDeleteWorker(DeleteWorker.getDefaultInstance()))
            .would()
            .getLast()
            .contains("still have it in pool 7, computing with 1500 PHA staked"),
        "delete");
    assertTrue(
        update(it -> it.setPid(8)).would().getLast().contains("Let it leave that pool first"),
        "move");
  }

  @Test
  void shouldRefuseWhatTheSyncerWouldRefuse() {
    WorkerState stopped = computing().toBuilder().setStage(WorkerStage.DISABLED).build();
    WorkerState syncing = computing().toBuilder().setStage(WorkerStage.SYNCING).build();
    WorkerState.Builder busy = computing().toBuilder();
    busy.getErrandBuilder().getKickBuilder();
    var kick = command().setKickWorker(KickWorker.getDefaultInstance());
    refused(Refusal.Reason.NOT_ENABLED, stopped, kick);
    refused(Refusal.Reason.NOT_POSSIBLE_NOW, busy.build(), kick);
    refused(
        Refusal.Reason.NOT_ENABLED,
        stopped,
        command().setRestartWorker(RestartWorker.getDefaultInstance()));
    refused(
        Refusal.Reason.NOT_POSSIBLE_NOW,
        syncing,
        command().setForceRegister(ForceRegister.getDefaultInstance()));
  }

  @Test
  void shouldSayWhatAPoolsWorkersWouldDo() {
    var config = PoolConfig.newBuilder().setPid(7).setName("seven").build();
    var signer = new Operator(Bytes.of(new byte[32]), Bytes.of(new byte[0]));
    var pool = new Pool(new PoolId(7), config, Optional.of(signer), 3);
    var renamed = command();
    renamed.getUpdatePoolBuilder().setConfig(config.toBuilder().setName("north").setSyncOnly(true));
    assertEquals(
        List.of(
            "Its name would be north instead of seven.",
            "Its workers would send nothing to the chain any more; those that compute would become unresponsive."),
        forecast(pool, renamed).would());
    assertTrue(
        forecast(pool, command().setDeletePool(DeletePool.getDefaultInstance())).deleted(), "gone");
    assertEquals(
        Optional.empty(),
        forecast(pool, command().setRemovePoolOperator(RemovePoolOperator.getDefaultInstance()))
            .pool()
            .operator());
  }

  @Test
  void shouldPlanWhatMoreAPoolNeeds() {
    var worker = new Worker(WorkerId.ofName("w"), computing(), 1);
    PlannedChange higher = PlannedChange.of(worker, pha("2000"));
    assertEquals(pha("500").smallestUnits(), higher.more());
    assertTrue(higher.possible(), higher.text());
    assertTrue(!PlannedChange.of(worker, pha("1")).possible(), "lower while it computes");
  }

  private static WorkerForecast update(java.util.function.Consumer<WorkerConfig.Builder> change) {
    WorkerConfig.Builder config = computing().getConfig().toBuilder();
    change.accept(config);
    return forecast(
        computing(), command().setUpdateWorker(UpdateWorker.newBuilder().setConfig(config)));
  }

  private static WorkerForecast forecast(WorkerState now, WorkerCommandRecord.Builder command) {
    return switch (of(now, command)) {
      case Checked.Valid<WorkerForecast>(WorkerForecast forecast) -> forecast;
      case Checked.Refused<WorkerForecast>(Refusal refusal) ->
          throw new AssertionError(refusal.sentence());
    };
  }

  private static PoolForecast forecast(Pool now, WorkerCommandRecord.Builder command) {
    return switch (PoolForecast.of(Optional.of(now), command.build(), Addresses.PHALA)) {
      case Checked.Valid<PoolForecast>(PoolForecast forecast) -> forecast;
      case Checked.Refused<PoolForecast>(Refusal refusal) ->
          throw new AssertionError(refusal.sentence());
    };
  }

  private static void refused(
      Refusal.Reason reason, WorkerState now, WorkerCommandRecord.Builder command) {
    assertEquals(reason, ((Checked.Refused<WorkerForecast>) of(now, command)).refusal().reason());
  }

  private static Checked<WorkerForecast> of(WorkerState now, WorkerCommandRecord.Builder command) {
    return WorkerForecast.of(
        Optional.of(new Worker(WorkerId.ofName("w"), now, 1)), command.build());
  }

  private static PhaAmount pha(String text) {
    return ((Checked.Valid<PhaAmount>) PhaAmount.parse("stake", text)).value();
  }

  private static WorkerCommandRecord.Builder command() {
    return WorkerCommandRecord.newBuilder();
  }

  private static WorkerState computing() {
    WorkerState.Builder state = WorkerState.newBuilder().setStage(WorkerStage.COMPUTING);
    state
        .getConfigBuilder()
        .setName("w")
        .setEndpoint("http://w:8000")
        .setPid(7)
        .setStake("1500000000000000")
        .setEnabled(true);
    state
        .getFactsBuilder()
        .setAssignedPid(7)
        .setStaked("1500000000000000")
        .setCoolDownSeconds(WEEK)
        .getSessionBuilder()
        .setState(SessionState.SESSION_WORKER_IDLE);
    return state.build();
  }
}
