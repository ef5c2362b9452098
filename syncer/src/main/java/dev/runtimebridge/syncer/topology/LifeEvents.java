package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.schemas.v1.CallEnded;
import dev.runtimebridge.schemas.v1.CallRequested;
import dev.runtimebridge.schemas.v1.ErrandBegan;
import dev.runtimebridge.schemas.v1.ErrandEnded;
import dev.runtimebridge.schemas.v1.FactsChanged;
import dev.runtimebridge.schemas.v1.MessageEnded;
import dev.runtimebridge.schemas.v1.StageEntered;
import dev.runtimebridge.schemas.v1.TargetChanged;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.WorkerEvent;

/** Events of a worker's life on the chain, to Protobuf. */
final class LifeEvents {
  private LifeEvents() {}

  static WorkerEventRecord.Builder write(
      WorkerEventRecord.Builder to, WorkerEvent.FactsChanged from) {
    return to.setFactsChanged(
        FactsChanged.newBuilder().setFacts(ChainFactsCodec.write(from.facts())));
  }

  static WorkerEventRecord.Builder write(
      WorkerEventRecord.Builder to, WorkerEvent.TargetChanged from) {
    return to.setTargetChanged(
        TargetChanged.newBuilder().setTarget(LifeCodec.target(from.target())));
  }

  static WorkerEventRecord.Builder write(
      WorkerEventRecord.Builder to, WorkerEvent.StageEntered from) {
    return to.setStageEntered(
        StageEntered.newBuilder()
            .setStage(FactsCodec.writeStage(from.stage()))
            .setReason(from.reason())
            .setWaitingForOperator(from.waitingForOperator()));
  }

  static WorkerEventRecord.Builder write(
      WorkerEventRecord.Builder to, WorkerEvent.ErrandBegan from) {
    return to.setErrandBegan(ErrandBegan.newBuilder().setErrand(LifeCodec.errand(from.errand())));
  }

  static WorkerEventRecord.Builder write(
      WorkerEventRecord.Builder to, WorkerEvent.ErrandEnded from) {
    var ended = ErrandEnded.newBuilder().setErrandId(from.errandId()).setFailure(from.failure());
    from.retryAt().map(Times::write).ifPresent(ended::setRetryAt);
    return to.setErrandEnded(ended);
  }

  static WorkerEventRecord.Builder write(
      WorkerEventRecord.Builder to, WorkerEvent.CallRequested from) {
    return to.setCallRequested(
        CallRequested.newBuilder()
            .setRequestId(from.requestId())
            .setKind(CallCodec.kind(from.kind())));
  }

  static WorkerEventRecord.Builder write(WorkerEventRecord.Builder to, WorkerEvent.CallEnded from) {
    var ended =
        CallEnded.newBuilder()
            .setResult(CallCodec.result(new AggregateId(to.getAggregateId()), from.result()))
            .setKind(CallCodec.kind(from.kind()))
            .setBlockNumber(FactsCodec.u32(from.blockNumber()))
            .setWaitingForOperator(from.waitingForOperator());
    from.retryAt().map(Times::write).ifPresent(ended::setRetryAt);
    return to.setCallEnded(ended);
  }

  static WorkerEventRecord.Builder write(
      WorkerEventRecord.Builder to, WorkerEvent.MessageForwarded from) {
    return to.setMessageForwarded(LifeCodec.message(from.message()));
  }

  static WorkerEventRecord.Builder write(
      WorkerEventRecord.Builder to, WorkerEvent.MessageEnded from) {
    var message = from.message();
    var ended =
        MessageEnded.newBuilder()
            .setRequestId(message.requestId())
            .setSender(Amounts.write(message.sender()))
            .setSequence(message.sequence())
            .setBlockNumber(FactsCodec.u32(from.blockNumber()));
    from.failure().map(CallCodec::failure).ifPresent(ended::setFailure);
    from.retryAt().map(Times::write).ifPresent(ended::setRetryAt);
    return to.setMessageEnded(ended);
  }
}
