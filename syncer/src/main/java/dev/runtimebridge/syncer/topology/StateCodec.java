package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.StoredAggregate;
import dev.runtimebridge.schemas.v1.WorkerProgress;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.syncer.domain.Aggregate;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.AggregateState;
import dev.runtimebridge.syncer.domain.ChainLife;
import dev.runtimebridge.syncer.domain.Input;
import dev.runtimebridge.syncer.domain.PoolState;
import dev.runtimebridge.syncer.domain.Progress;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.domain.WorkerState;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import dev.runtimebridge.syncer.domain.WorkerState.Disabled;
import dev.runtimebridge.syncer.domain.WorkerState.Removed;
import java.time.Instant;
import java.util.Optional;

/**
 * States, between domain and Protobuf; the same message is kept in the store and shown to readers.
 */
final class StateCodec {
  private StateCodec() {}

  static StoredAggregate write(AggregateId id, Aggregate from, Input cause) {
    return StoredAggregate.newBuilder()
        .setState(
            state(from.state())
                .setAggregateId(id.value())
                .setSequence(from.sequence())
                .setCause(cause.id())
                .setTime(Times.write(cause.time())))
        .addAllAppliedCommands(from.appliedCommands())
        .build();
  }

  static Aggregate read(StoredAggregate from) {
    return new Aggregate(
        state(from.getState()), from.getState().getSequence(), from.getAppliedCommandsList());
  }

  static AggregateState state(AggregateStateRecord from) {
    return switch (from.getStateCase()) {
      case POOL -> pool(from.getPool());
      case WORKER -> worker(from.getWorker());
      case STATE_NOT_SET ->
          from.getAggregateId().isEmpty()
              ? new WorkerState.Unseen()
              : unseen(from.getAggregateId());
    };
  }

  private static AggregateState unseen(String id) {
    try {
      return Aggregate.unseen(new AggregateId(id)).state();
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecord(String.valueOf(e.getMessage()), e);
    }
  }

  static AggregateStateRecord.Builder state(AggregateState from) {
    var to = AggregateStateRecord.newBuilder();
    return switch (from) {
      case PoolState.Unseen unseen -> to;
      case PoolState.Open(var config, var operator) -> {
        var pool =
            dev.runtimebridge.schemas.v1.PoolState.newBuilder()
                .setConfig(ConfigCodec.write(config));
        operator.map(ConfigCodec::write).ifPresent(pool::setOperator);
        yield to.setPool(pool);
      }
      case PoolState.Deleted(var config) ->
          to.setPool(
              dev.runtimebridge.schemas.v1.PoolState.newBuilder()
                  .setConfig(ConfigCodec.write(config))
                  .setDeleted(true));
      case WorkerState.Unseen unseen -> to;
      case Disabled disabled -> to.setWorker(write(disabled));
      case Active active -> to.setWorker(write(active));
      case Removed removed -> to.setWorker(write(removed));
    };
  }

  private static dev.runtimebridge.schemas.v1.WorkerState.Builder write(Active from) {
    var to =
        dev.runtimebridge.schemas.v1.WorkerState.newBuilder()
            .setConfig(ConfigCodec.write(from.config()))
            .setStage(FactsCodec.writeStage(from.stage()))
            .setEpoch(from.epoch())
            .setDriver(from.driver())
            .setStageSince(Times.write(from.since()));
    from.retry().map(FactsCodec::write).ifPresent(to::setRetry);
    from.progress().map(StateCodec::write).ifPresent(to::setProgress);
    LifeCodec.write(from.life(), to);
    return to;
  }

  private static dev.runtimebridge.schemas.v1.WorkerState.Builder write(Disabled from) {
    var to =
        dev.runtimebridge.schemas.v1.WorkerState.newBuilder()
            .setConfig(ConfigCodec.write(from.config()))
            .setStage(WorkerStage.DISABLED)
            .setEpoch(from.epoch())
            .setStageSince(Times.write(from.since()));
    from.progress().map(StateCodec::write).ifPresent(to::setProgress);
    LifeCodec.write(from.life(), to);
    return to;
  }

  private static dev.runtimebridge.schemas.v1.WorkerState.Builder write(Removed from) {
    var to =
        dev.runtimebridge.schemas.v1.WorkerState.newBuilder()
            .setConfig(ConfigCodec.write(from.config()))
            .setStage(WorkerStage.REMOVED)
            .setEpoch(from.epoch())
            .setStageSince(Times.write(from.since()));
    LifeCodec.write(from.life(), to);
    return to;
  }

  private static WorkerProgress write(Progress from) {
    return WorkerProgress.newBuilder()
        .setFacts(FactsCodec.write(from.facts()))
        .setSeen(Times.write(from.seen()))
        .setPublishedRelay(FactsCodec.u32(from.reach().publishedRelay()))
        .setPublishedPara(FactsCodec.u32(from.reach().publishedPara()))
        .build();
  }

  private static PoolState pool(dev.runtimebridge.schemas.v1.PoolState from) {
    var config = ConfigCodec.read(from.getConfig());
    if (from.getDeleted()) {
      return new PoolState.Deleted(config);
    }
    return new PoolState.Open(
        config,
        from.hasOperator() ? Optional.of(ConfigCodec.read(from.getOperator())) : Optional.empty());
  }

  private static WorkerState worker(dev.runtimebridge.schemas.v1.WorkerState from) {
    var config = ConfigCodec.read(from.getConfig());
    Instant since = Times.read(from.getStageSince());
    Optional<Progress> progress =
        from.hasProgress() ? Optional.of(read(from.getProgress())) : Optional.empty();
    ChainLife life = LifeCodec.read(from);
    return switch (from.getStage()) {
      case DISABLED -> new Disabled(config, from.getEpoch(), since, progress, life);
      case REMOVED -> new Removed(config, from.getEpoch(), since, life);
      case STARTING,
          INITIALIZING,
          LOADING_STATE,
          SYNCING,
          AT_TIP,
          REGISTERING,
          BENCHMARKING,
          ADDING_TO_POOL,
          STARTING_COMPUTE,
          COMPUTING,
          UNRESPONSIVE,
          STOPPING,
          COOLING_DOWN,
          RECLAIMING,
          LEAVING_POOL,
          GATEKEEPING,
          KICKED,
          WORKER_STAGE_UNSPECIFIED,
          UNRECOGNIZED ->
          new Active(
              config,
              from.getEpoch(),
              from.getDriver(),
              FactsCodec.readStage(from.getStage()),
              since,
              from.hasRetry() ? Optional.of(FactsCodec.read(from.getRetry())) : Optional.empty(),
              progress,
              life);
    };
  }

  /** What the chains had finalized is not kept: the next reading brings it. */
  private static Progress read(WorkerProgress from) {
    return new Progress(
        FactsCodec.read(from.getFacts()),
        Times.read(from.getSeen()),
        new Reach(
            Integer.toUnsignedLong(from.getPublishedRelay()),
            Integer.toUnsignedLong(from.getPublishedPara()),
            0,
            0));
  }
}
