package dev.runtimebridge.dispatcher.topology;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.DispatchWorker;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Cuts a worker's state down to what rounds need, and tells it only when that changes. */
final class OnlineProcessor
    implements Processor<String, AggregateStateRecord, String, DispatchWorker> {
  private @Nullable ProcessorContext<String, DispatchWorker> context;
  private @Nullable KeyValueStore<String, DispatchWorker> told;

  @Override
  public void init(ProcessorContext<String, DispatchWorker> newContext) {
    context = newContext;
    told = newContext.getStateStore(DispatchTopology.TOLD_WORKERS);
  }

  @Override
  public void process(Record<String, AggregateStateRecord> state) {
    KeyValueStore<String, DispatchWorker> store = Objects.requireNonNull(told, "not initialized");
    if (state.value() == null || !state.value().hasWorker()) {
      return;
    }
    @Nullable DispatchWorker before = store.get(state.key());
    DispatchWorker now = cutDown(state.key(), state.value().getWorker());
    // Who never was online need not be known.
    if (now.equals(before) || (before == null && !now.getOnline())) {
      return;
    }
    store.put(state.key(), now);
    Objects.requireNonNull(context, "not initialized").forward(state.withValue(now));
  }

  private static DispatchWorker cutDown(String id, WorkerState worker) {
    ByteString publicKey = worker.getFacts().getPublicKey();
    return DispatchWorker.newBuilder()
        .setWorkerId(id)
        .setPublicKey(publicKey)
        .setPid(worker.getConfig().getPid())
        .setEndpoint(worker.getConfig().getEndpoint())
        .setOnline(worker.getStage() == WorkerStage.COMPUTING && !publicKey.isEmpty())
        .build();
  }
}
