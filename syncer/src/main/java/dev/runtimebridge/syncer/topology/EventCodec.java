package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.schemas.v1.ChainStateLoaded;
import dev.runtimebridge.schemas.v1.CommandRejected;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.FellBehind;
import dev.runtimebridge.schemas.v1.HeightsWentBack;
import dev.runtimebridge.schemas.v1.InitializationBegan;
import dev.runtimebridge.schemas.v1.PoolCreated;
import dev.runtimebridge.schemas.v1.PoolDeleted;
import dev.runtimebridge.schemas.v1.PoolOperatorRemoved;
import dev.runtimebridge.schemas.v1.PoolOperatorSet;
import dev.runtimebridge.schemas.v1.PoolUpdated;
import dev.runtimebridge.schemas.v1.Recovered;
import dev.runtimebridge.schemas.v1.RejectionReason;
import dev.runtimebridge.schemas.v1.RetryScheduled;
import dev.runtimebridge.schemas.v1.SessionBegan;
import dev.runtimebridge.schemas.v1.StateLoadingBegan;
import dev.runtimebridge.schemas.v1.SyncingBegan;
import dev.runtimebridge.schemas.v1.TipReached;
import dev.runtimebridge.schemas.v1.WorkerCreated;
import dev.runtimebridge.schemas.v1.WorkerDeleted;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerRestarted;
import dev.runtimebridge.schemas.v1.WorkerStarted;
import dev.runtimebridge.schemas.v1.WorkerStopped;
import dev.runtimebridge.schemas.v1.WorkerUpdated;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Event;
import dev.runtimebridge.syncer.domain.Input;
import dev.runtimebridge.syncer.domain.PoolEvent;
import dev.runtimebridge.syncer.domain.WorkerEvent;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Events, to Protobuf. */
final class EventCodec {
  private EventCodec() {}

  /** The record of the event that is number {@code sequence} of {@code aggregate}. */
  static WorkerEventRecord write(AggregateId aggregate, long sequence, Input cause, Event event) {
    var to =
        WorkerEventRecord.newBuilder()
            .setMeta(meta(aggregate, sequence, cause))
            .setAggregateId(aggregate.value());
    return switch (event) {
      case PoolEvent pool -> write(to, pool).build();
      case WorkerEvent worker -> write(to, worker).build();
      case Event.CommandRejected(var reason, var message) ->
          to.setCommandRejected(
                  CommandRejected.newBuilder()
                      .setReason(RejectionReason.valueOf(reason.name()))
                      .setMessage(message))
              .build();
    };
  }

  private static EventMeta meta(AggregateId aggregate, long sequence, Input cause) {
    byte[] name = (aggregate.value() + "#" + sequence).getBytes(StandardCharsets.UTF_8);
    return EventMeta.newBuilder()
        .setId(UUID.nameUUIDFromBytes(name).toString())
        .setTime(Times.write(cause.time()))
        .setCause(cause.id())
        .setSequence(sequence)
        .build();
  }

  private static WorkerEventRecord.Builder write(WorkerEventRecord.Builder to, PoolEvent event) {
    return switch (event) {
      case PoolEvent.PoolCreated(var config) ->
          to.setPoolCreated(PoolCreated.newBuilder().setConfig(ConfigCodec.write(config)));
      case PoolEvent.PoolUpdated(var config) ->
          to.setPoolUpdated(PoolUpdated.newBuilder().setConfig(ConfigCodec.write(config)));
      case PoolEvent.PoolDeleted() -> to.setPoolDeleted(PoolDeleted.getDefaultInstance());
      case PoolEvent.PoolOperatorSet(var operator) ->
          to.setPoolOperatorSet(
              PoolOperatorSet.newBuilder().setOperator(ConfigCodec.write(operator)));
      case PoolEvent.PoolOperatorRemoved() ->
          to.setPoolOperatorRemoved(PoolOperatorRemoved.getDefaultInstance());
    };
  }

  private static WorkerEventRecord.Builder write(WorkerEventRecord.Builder to, WorkerEvent event) {
    return switch (event) {
      case WorkerEvent.WorkerCreated(var config) ->
          to.setWorkerCreated(WorkerCreated.newBuilder().setConfig(ConfigCodec.write(config)));
      case WorkerEvent.WorkerUpdated(var config) ->
          to.setWorkerUpdated(WorkerUpdated.newBuilder().setConfig(ConfigCodec.write(config)));
      case WorkerEvent.WorkerDeleted() -> to.setWorkerDeleted(WorkerDeleted.getDefaultInstance());
      case WorkerEvent.WorkerStarted() -> to.setWorkerStarted(WorkerStarted.getDefaultInstance());
      case WorkerEvent.WorkerStopped() -> to.setWorkerStopped(WorkerStopped.getDefaultInstance());
      case WorkerEvent.WorkerRestarted() ->
          to.setWorkerRestarted(WorkerRestarted.getDefaultInstance());
      case WorkerEvent.SessionBegan(var epoch, var driver) ->
          to.setSessionBegan(SessionBegan.newBuilder().setEpoch(epoch).setDriver(driver));
      case WorkerEvent.InitializationBegan() ->
          to.setInitializationBegan(InitializationBegan.getDefaultInstance());
      case WorkerEvent.RuntimeInitialized(var key, var genesis) ->
          to.setRuntimeInitialized(ObservationCodec.initialized(key, genesis));
      case WorkerEvent.StateLoadingBegan(var block) ->
          to.setStateLoadingBegan(
              StateLoadingBegan.newBuilder().setBlockNumber(FactsCodec.u32(block)));
      case WorkerEvent.ChainStateLoaded(var block) ->
          to.setChainStateLoaded(
              ChainStateLoaded.newBuilder().setBlockNumber(FactsCodec.u32(block)));
      case WorkerEvent.SyncingBegan(var heights) ->
          to.setSyncingBegan(SyncingBegan.newBuilder().setHeights(FactsCodec.write(heights)));
      case WorkerEvent.TipReached(var relay, var para) ->
          to.setTipReached(
              TipReached.newBuilder()
                  .setRelayNumber(FactsCodec.u32(relay))
                  .setParaNumber(FactsCodec.u32(para)));
      case WorkerEvent.FellBehind(var heights, var reach) ->
          to.setFellBehind(
              FellBehind.newBuilder()
                  .setHeights(FactsCodec.write(heights))
                  .setPublishedRelay(FactsCodec.u32(reach.publishedRelay()))
                  .setPublishedPara(FactsCodec.u32(reach.publishedPara())));
      case WorkerEvent.HeightsWentBack(var before, var after) ->
          to.setHeightsWentBack(
              HeightsWentBack.newBuilder()
                  .setFrom(FactsCodec.write(before))
                  .setTo(FactsCodec.write(after)));
      case WorkerEvent.RetryScheduled(var failure) ->
          to.setRetryScheduled(RetryScheduled.newBuilder().setFailure(FactsCodec.write(failure)));
      case WorkerEvent.Recovered() -> to.setRecovered(Recovered.getDefaultInstance());
      case WorkerEvent.FactsChanged changed -> LifeEvents.write(to, changed);
      case WorkerEvent.TargetChanged changed -> LifeEvents.write(to, changed);
      case WorkerEvent.StageEntered entered -> LifeEvents.write(to, entered);
      case WorkerEvent.ErrandBegan began -> LifeEvents.write(to, began);
      case WorkerEvent.ErrandEnded ended -> LifeEvents.write(to, ended);
      case WorkerEvent.CallRequested requested -> LifeEvents.write(to, requested);
      case WorkerEvent.CallEnded ended -> LifeEvents.write(to, ended);
      case WorkerEvent.MessageForwarded forwarded -> LifeEvents.write(to, forwarded);
      case WorkerEvent.MessageEnded ended -> LifeEvents.write(to, ended);
    };
  }
}
