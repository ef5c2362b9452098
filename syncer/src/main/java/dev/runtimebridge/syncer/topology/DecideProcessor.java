package dev.runtimebridge.syncer.topology;

import com.google.protobuf.Message;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.StoredAggregate;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.syncer.domain.Aggregate;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.AggregateRules;
import dev.runtimebridge.syncer.domain.Event;
import dev.runtimebridge.syncer.domain.Input;
import dev.runtimebridge.syncer.domain.TransactionRequest;
import dev.runtimebridge.syncer.domain.WorkerEvent;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import dev.runtimebridge.syncer.port.SessionControl;
import dev.runtimebridge.syncer.port.WantedSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads an aggregate, lets the domain decide, writes what came of it: events, the transactions that
 * they ask for, the state. On one stream thread; from time to time it hands the partition's driven
 * workers to {@link SessionControl}.
 */
final class DecideProcessor implements Processor<String, Message, String, Message> {
  private final AggregateRules rules;
  private final SessionControl sessions;
  private final Duration reconcileEvery;
  private @Nullable ProcessorContext<String, Message> context;
  private @Nullable KeyValueStore<String, StoredAggregate> store;

  DecideProcessor(AggregateRules rules, SessionControl sessions, Duration reconcileEvery) {
    this.rules = rules;
    this.sessions = sessions;
    this.reconcileEvery = reconcileEvery;
  }

  @Override
  public void init(ProcessorContext<String, Message> newContext) {
    context = newContext;
    store = newContext.getStateStore(SyncerTopology.WORKER_STATES);
    newContext.schedule(
        reconcileEvery, PunctuationType.WALL_CLOCK_TIME, now -> reconcileSessions());
  }

  @Override
  public void process(Record<String, Message> message) {
    AddressedInput addressed;
    Aggregate now;
    try {
      addressed = AddressedInput.read(message.key(), message.value());
      now = stored(addressed.id());
    } catch (UnreadableRecord e) {
      throw new UnreadableRecord(position() + " cannot be read: " + e.getMessage(), e);
    }
    AggregateRules.Outcome outcome = rules.apply(addressed.id(), now, addressed.input());
    if (!outcome.after().equals(now)) {
      write(addressed, outcome, message.timestamp());
    }
  }

  @Override
  public void close() {
    sessions.release(context().taskId().partition());
  }

  private Aggregate stored(AggregateId id) {
    @Nullable StoredAggregate stored = states().get(id.value());
    return stored == null ? Aggregate.unseen(id) : StateCodec.read(stored);
  }

  private void write(AddressedInput addressed, AggregateRules.Outcome outcome, long timestamp) {
    AggregateId id = addressed.id();
    Input input = addressed.input();
    long sequence = outcome.after().sequence() - outcome.events().size();
    for (Event event : outcome.events()) {
      sequence++;
      WorkerEventRecord written = EventCodec.write(id, sequence, input, event);
      context().forward(new Record<>(id.value(), written, timestamp), SyncerTopology.EVENTS_SINK);
      request(event).ifPresent(wish -> forward(id, written.getMeta(), wish, timestamp));
    }
    StoredAggregate stored = StateCodec.write(id, outcome.after(), input);
    states().put(id.value(), stored);
    context()
        .forward(new Record<>(id.value(), stored.getState(), timestamp), SyncerTopology.STATE_SINK);
  }

  private static Optional<TransactionRequest> request(Event event) {
    return switch (event) {
      case WorkerEvent.CallRequested(var kind, var requestId, var request) -> request;
      case WorkerEvent.MessageForwarded(var message, var request) -> request;
      default -> Optional.empty();
    };
  }

  private void forward(AggregateId id, EventMeta cause, TransactionRequest wish, long timestamp) {
    var request = CallCodec.request(id, cause.getId(), cause.getTime(), wish);
    String account = HexFormat.of().formatHex(wish.operator().toByteArray());
    context().forward(new Record<>(account, request, timestamp), SyncerTopology.REQUESTS_SINK);
  }

  private void reconcileSessions() {
    List<WantedSession> wanted = new ArrayList<>();
    try (var all = states().all()) {
      while (all.hasNext()) {
        var entry = all.next();
        if (StateCodec.read(entry.value).state() instanceof Active active) {
          wanted.add(new WantedSession(new AggregateId(entry.key), active));
        }
      }
    }
    sessions.reconcile(context().taskId().partition(), wanted);
  }

  private String position() {
    return context()
        .recordMetadata()
        .map(DecideProcessor::position)
        .orElse("a record of unknown position");
  }

  private static String position(RecordMetadata at) {
    return "the record at topic %s, partition %d, offset %d"
        .formatted(at.topic(), at.partition(), at.offset());
  }

  private ProcessorContext<String, Message> context() {
    return Objects.requireNonNull(context, "used before init");
  }

  private KeyValueStore<String, StoredAggregate> states() {
    return Objects.requireNonNull(store, "used before init");
  }
}
