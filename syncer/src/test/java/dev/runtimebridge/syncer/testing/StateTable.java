package dev.runtimebridge.syncer.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.CreateWorker;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What an operator does and sees: commands in, states and events out. */
public final class StateTable implements AutoCloseable {
  private final TopicCatalogue topics;
  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, WorkerState> states = new HashMap<>();
  private final Map<String, List<String>> events = new HashMap<>();

  /** Begins to read. */
  public StateTable(String bootstrapServers, TopicCatalogue topics) {
    this.topics = topics;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
    List<TopicPartition> partitions =
        Stream.of(topics.workerEvents(), topics.workerState())
            .flatMap(
                topic ->
                    IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Heights of a worker's newest reading. */
  public static SyncHeights heightsOf(WorkerState state) {
    return state.getProgress().getFacts().getHeights();
  }

  /** Asks for worker {@code index}. */
  public void createWorker(int index, String endpoint) {
    var config =
        WorkerConfig.newBuilder()
            .setName("w" + index)
            .setEndpoint(endpoint)
            .setStake("0")
            .setEnabled(true);
    send(
        WorkerCommandRecord.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setAggregateId(id(index))
            .setCreateWorker(CreateWorker.newBuilder().setConfig(config))
            .build());
  }

  /** Asks for what {@code command} says. */
  public void send(WorkerCommandRecord command) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                topics.workerCommands().name(), command.getAggregateId(), command.toByteArray()));
    producer.flush();
  }

  /** Key of worker {@code index}. */
  public static String id(int index) {
    return "worker/" + UUID.nameUUIDFromBytes(("worker:w" + index).getBytes(UTF_8));
  }

  /** The newest state that was read. */
  public WorkerState state(int index) {
    return states.getOrDefault(id(index), WorkerState.getDefaultInstance());
  }

  /** Names of all events that were read. */
  public List<String> events(int index) {
    return events.getOrDefault(id(index), List.of());
  }

  /** Waits until a worker's state is as wanted. */
  public WorkerState await(int index, Predicate<WorkerState> wanted, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!wanted.test(state(index))) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "worker %d is not as wanted after %s: %s %s"
                .formatted(index, atMost, state(index), events(index)));
      }
      read();
    }
    return state(index);
  }

  /** Takes in what came; waits a moment for more. */
  public void read() {
    try {
      for (var raw : consumer.poll(Duration.ofMillis(100))) {
        if (raw.topic().equals(topics.workerState().name())) {
          states.put(raw.key(), AggregateStateRecord.parseFrom(raw.value()).getWorker());
        } else {
          events
              .computeIfAbsent(raw.key(), absent -> new ArrayList<>())
              .add(WorkerEventRecord.parseFrom(raw.value()).getEventCase().name());
        }
      }
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError("the syncer wrote what cannot be read", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
