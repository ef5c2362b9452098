package dev.runtimebridge.syncer.topology;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.CallEnded;
import dev.runtimebridge.schemas.v1.ErrandEnded;
import dev.runtimebridge.schemas.v1.MessageEnded;
import dev.runtimebridge.schemas.v1.StageEntered;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.syncer.domain.MessageInFlight;
import dev.runtimebridge.syncer.domain.WorkerEvent;
import java.time.Instant;
import java.util.Optional;

/** Events of a worker's life on the chain, from Protobuf; the counterpart of {@link LifeEvents}. */
final class LifeEventReader {
  private LifeEventReader() {}

  static WorkerEvent read(WorkerEventRecord from) {
    return switch (from.getEventCase()) {
      case FACTS_CHANGED ->
          new WorkerEvent.FactsChanged(ChainFactsCodec.read(from.getFactsChanged().getFacts()));
      case TARGET_CHANGED ->
          new WorkerEvent.TargetChanged(LifeCodec.target(from.getTargetChanged().getTarget()));
      case STAGE_ENTERED -> entered(from.getStageEntered());
      case ERRAND_BEGAN ->
          new WorkerEvent.ErrandBegan(LifeCodec.errand(from.getErrandBegan().getErrand()));
      case ERRAND_ENDED -> ended(from.getErrandEnded());
      case CALL_REQUESTED ->
          new WorkerEvent.CallRequested(
              CallCodec.kind(from.getCallRequested().getKind()),
              from.getCallRequested().getRequestId(),
              Optional.empty());
      case CALL_ENDED -> ended(from.getCallEnded());
      case MESSAGE_FORWARDED ->
          new WorkerEvent.MessageForwarded(
              LifeCodec.message(from.getMessageForwarded()), Optional.empty());
      case MESSAGE_ENDED -> ended(from.getMessageEnded());
      default -> throw new IllegalArgumentException("no event of a life on the chain: " + from);
    };
  }

  private static WorkerEvent entered(StageEntered from) {
    return new WorkerEvent.StageEntered(
        FactsCodec.readStage(from.getStage()), from.getReason(), from.getWaitingForOperator());
  }

  private static WorkerEvent ended(ErrandEnded from) {
    return new WorkerEvent.ErrandEnded(
        from.getErrandId(), from.getFailure(), time(from.hasRetryAt(), from.getRetryAt()));
  }

  private static WorkerEvent ended(CallEnded from) {
    return new WorkerEvent.CallEnded(
        CallCodec.result(from.getResult()),
        CallCodec.kind(from.getKind()),
        Integer.toUnsignedLong(from.getBlockNumber()),
        time(from.hasRetryAt(), from.getRetryAt()),
        from.getWaitingForOperator());
  }

  /** Who signs for the message stands in the event by which it was forwarded. */
  private static WorkerEvent ended(MessageEnded from) {
    return new WorkerEvent.MessageEnded(
        new MessageInFlight(
            from.getRequestId(),
            Amounts.read(from.getSender()),
            from.getSequence(),
            Optional.empty()),
        from.hasFailure() ? Optional.of(CallCodec.failure(from.getFailure())) : Optional.empty(),
        Integer.toUnsignedLong(from.getBlockNumber()),
        time(from.hasRetryAt(), from.getRetryAt()));
  }

  private static Optional<Instant> time(boolean present, Timestamp value) {
    return present ? Optional.of(Times.read(value)) : Optional.empty();
  }
}
