package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.schemas.v1.CallOutcomeSeen;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Tells each worker what became of its calls, once nothing changes it any more. */
final class OutcomeProcessor
    implements Processor<String, TransactionEventRecord, String, WorkerObservationRecord> {
  private static final String WORKER = "worker/";

  private @Nullable ProcessorContext<String, WorkerObservationRecord> context;

  @Override
  public void init(ProcessorContext<String, WorkerObservationRecord> newContext) {
    context = newContext;
  }

  @Override
  public void process(Record<String, TransactionEventRecord> message) {
    @Nullable TransactionEventRecord event = message.value();
    if (event == null) {
      return;
    }
    switch (event.getEventCase()) {
      case FINALIZED -> {
        var finalized = event.getFinalized();
        for (CallResult result : finalized.getResultsList()) {
          tell(event, result, finalized.getBlockNumber(), message.timestamp());
        }
      }
      case REQUEST_REFUSED ->
          tell(event, event.getRequestRefused().getResult(), 0, message.timestamp());
      case REQUEST_QUEUED,
          REQUESTS_WAIT,
          SIGNED,
          SENT,
          IN_BLOCK,
          RETRACTED,
          DEAD,
          BALANCE_SEEN,
          EVENT_NOT_SET -> {
        // Not the end of any call.
      }
    }
  }

  private void tell(TransactionEventRecord event, CallResult result, int block, long timestamp) {
    String worker = result.getAggregateId();
    if (!worker.startsWith(WORKER)) {
      return;
    }
    String name = event.getId() + "/" + result.getRequestId();
    var observation =
        WorkerObservationRecord.newBuilder()
            .setId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString())
            .setTime(event.getTime())
            .setAggregateId(worker)
            .setCallOutcomeSeen(
                CallOutcomeSeen.newBuilder().setResult(result).setBlockNumber(block))
            .build();
    Objects.requireNonNull(context, "used before init")
        .forward(new Record<>(worker, observation, timestamp));
  }
}
