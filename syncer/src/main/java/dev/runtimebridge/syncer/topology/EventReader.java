package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.schemas.v1.FellBehind;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.syncer.domain.Event;
import dev.runtimebridge.syncer.domain.PoolEvent;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.domain.RejectionReason;
import dev.runtimebridge.syncer.domain.WorkerEvent;

/** Events, from Protobuf: of this version and of each one before it. */
final class EventReader {
  private EventReader() {}

  /**
   * The event that a record of {@code worker.events} tells.
   *
   * @throws UnreadableRecord if this version does not know it
   */
  static Event read(WorkerEventRecord from) {
    return switch (from.getEventCase()) {
      case POOL_CREATED ->
          new PoolEvent.PoolCreated(ConfigCodec.read(from.getPoolCreated().getConfig()));
      case POOL_UPDATED ->
          new PoolEvent.PoolUpdated(ConfigCodec.read(from.getPoolUpdated().getConfig()));
      case POOL_DELETED -> new PoolEvent.PoolDeleted();
      case POOL_OPERATOR_SET ->
          new PoolEvent.PoolOperatorSet(ConfigCodec.read(from.getPoolOperatorSet().getOperator()));
      case POOL_OPERATOR_REMOVED -> new PoolEvent.PoolOperatorRemoved();
      case WORKER_CREATED ->
          new WorkerEvent.WorkerCreated(ConfigCodec.read(from.getWorkerCreated().getConfig()));
      case WORKER_UPDATED ->
          new WorkerEvent.WorkerUpdated(ConfigCodec.read(from.getWorkerUpdated().getConfig()));
      case WORKER_DELETED -> new WorkerEvent.WorkerDeleted();
      case WORKER_STARTED -> new WorkerEvent.WorkerStarted();
      case WORKER_STOPPED -> new WorkerEvent.WorkerStopped();
      case WORKER_RESTARTED -> new WorkerEvent.WorkerRestarted();
      case SESSION_BEGAN,
          INITIALIZATION_BEGAN,
          RUNTIME_INITIALIZED,
          STATE_LOADING_BEGAN,
          CHAIN_STATE_LOADED,
          SYNCING_BEGAN,
          TIP_REACHED,
          FELL_BEHIND,
          HEIGHTS_WENT_BACK,
          RETRY_SCHEDULED,
          RECOVERED ->
          session(from);
      case FACTS_CHANGED,
          TARGET_CHANGED,
          STAGE_ENTERED,
          ERRAND_BEGAN,
          ERRAND_ENDED,
          CALL_REQUESTED,
          CALL_ENDED,
          MESSAGE_FORWARDED,
          MESSAGE_ENDED ->
          LifeEventReader.read(from);
      case COMMAND_REJECTED ->
          new Event.CommandRejected(
              reason(from.getCommandRejected().getReason()),
              from.getCommandRejected().getMessage());
      case EVENT_NOT_SET ->
          throw new UnreadableRecord(
              "event %d of %s is of a kind that this version does not know; replay it with the version that wrote it, or a later one"
                  .formatted(from.getMeta().getSequence(), from.getAggregateId()));
    };
  }

  private static WorkerEvent session(WorkerEventRecord from) {
    return switch (from.getEventCase()) {
      case SESSION_BEGAN ->
          new WorkerEvent.SessionBegan(
              from.getSessionBegan().getEpoch(), from.getSessionBegan().getDriver());
      case INITIALIZATION_BEGAN -> new WorkerEvent.InitializationBegan();
      case RUNTIME_INITIALIZED ->
          new WorkerEvent.RuntimeInitialized(
              from.getRuntimeInitialized().getPublicKey(),
              from.getRuntimeInitialized().getGenesisBlockHash());
      case STATE_LOADING_BEGAN ->
          new WorkerEvent.StateLoadingBegan(number(from.getStateLoadingBegan().getBlockNumber()));
      case CHAIN_STATE_LOADED ->
          new WorkerEvent.ChainStateLoaded(number(from.getChainStateLoaded().getBlockNumber()));
      case SYNCING_BEGAN ->
          new WorkerEvent.SyncingBegan(FactsCodec.read(from.getSyncingBegan().getHeights()));
      case TIP_REACHED ->
          new WorkerEvent.TipReached(
              number(from.getTipReached().getRelayNumber()),
              number(from.getTipReached().getParaNumber()));
      case FELL_BEHIND -> fellBehind(from.getFellBehind());
      case HEIGHTS_WENT_BACK ->
          new WorkerEvent.HeightsWentBack(
              FactsCodec.read(from.getHeightsWentBack().getFrom()),
              FactsCodec.read(from.getHeightsWentBack().getTo()));
      case RETRY_SCHEDULED ->
          new WorkerEvent.RetryScheduled(FactsCodec.read(from.getRetryScheduled().getFailure()));
      case RECOVERED -> new WorkerEvent.Recovered();
      default -> throw new IllegalArgumentException("no event of a session: " + from);
    };
  }

  private static WorkerEvent fellBehind(FellBehind from) {
    return new WorkerEvent.FellBehind(
        FactsCodec.read(from.getHeights()),
        new Reach(number(from.getPublishedRelay()), number(from.getPublishedPara()), 0, 0));
  }

  private static long number(int block) {
    return Integer.toUnsignedLong(block);
  }

  private static RejectionReason reason(dev.runtimebridge.schemas.v1.RejectionReason from) {
    return switch (from) {
      case ALREADY_EXISTS -> RejectionReason.ALREADY_EXISTS;
      case NOT_FOUND -> RejectionReason.NOT_FOUND;
      case INVALID_VALUE -> RejectionReason.INVALID_VALUE;
      case NOT_ENABLED -> RejectionReason.NOT_ENABLED;
      case NOT_POSSIBLE_NOW -> RejectionReason.NOT_POSSIBLE_NOW;
      case STALE_VERSION -> RejectionReason.STALE_VERSION;
      case POOL_NOT_EMPTY, INTERNAL_ERROR, REJECTION_REASON_UNSPECIFIED, UNRECOGNIZED ->
          throw new UnreadableRecord("no reason for which a command is refused: " + from);
    };
  }
}
