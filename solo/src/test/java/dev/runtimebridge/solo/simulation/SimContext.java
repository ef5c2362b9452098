package dev.runtimebridge.solo.simulation;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What a processor of the syncer sees of Kafka Streams: its store, its clock, where it sends. */
final class SimContext<V> implements ProcessorContext<String, V> {
  /** Something that was sent, by the name of the sink. */
  record Forwarded<V>(String sink, Record<String, V> record) {}

  /** Something that is to be done again and again. */
  record Repeated(Duration every, Punctuator what) {}

  private final int partition;
  private final SimStore store;
  private final List<Forwarded<V>> forwarded = new ArrayList<>();
  private final List<Repeated> repeated = new ArrayList<>();

  SimContext(int partition, SimStore store) {
    this.partition = partition;
    this.store = store;
  }

  /** Takes what was sent since the last time. */
  List<Forwarded<V>> take() {
    List<Forwarded<V>> taken = List.copyOf(forwarded);
    forwarded.clear();
    return taken;
  }

  List<Repeated> repeated() {
    return repeated;
  }

  @Override
  public TaskId taskId() {
    return new TaskId(0, partition);
  }

  @Override
  public Optional<RecordMetadata> recordMetadata() {
    return Optional.empty();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <S extends StateStore> S getStateStore(String name) {
    return (S) store;
  }

  @Override
  public Cancellable schedule(Duration every, PunctuationType type, Punctuator what) {
    repeated.add(new Repeated(every, what));
    return () -> {};
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K extends String, W extends V> void forward(Record<K, W> record) {
    forwarded.add(new Forwarded<>("", (Record<String, V>) (Record<?, ?>) record));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K extends String, W extends V> void forward(Record<K, W> record, String sink) {
    forwarded.add(new Forwarded<>(sink, (Record<String, V>) (Record<?, ?>) record));
  }

  @Override
  public void commit() {
    throw unused();
  }

  @Override
  public String applicationId() {
    throw unused();
  }

  @Override
  public Serde<?> keySerde() {
    throw unused();
  }

  @Override
  public Serde<?> valueSerde() {
    throw unused();
  }

  @Override
  public File stateDir() {
    throw unused();
  }

  @Override
  public StreamsMetrics metrics() {
    throw unused();
  }

  @Override
  public Map<String, Object> appConfigs() {
    throw unused();
  }

  @Override
  public Map<String, Object> appConfigsWithPrefix(String prefix) {
    throw unused();
  }

  @Override
  public long currentSystemTimeMs() {
    throw unused();
  }

  @Override
  public long currentStreamTimeMs() {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("no processor of the syncer uses this");
  }
}
