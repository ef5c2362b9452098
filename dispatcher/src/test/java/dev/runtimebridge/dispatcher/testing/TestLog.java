package dev.runtimebridge.dispatcher.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.runtimebridge.dispatch.domain.Balance;
import dev.runtimebridge.dispatcher.audit.RoundAudit;
import dev.runtimebridge.dispatcher.topology.DispatchTopology;
import dev.runtimebridge.dispatcher.topology.RoundCodec;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.ParaClock;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RegisteredWorker;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A log as fetcher and syncer write it, and what dispatchers make of it. For one thread. */
public final class TestLog implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);

  private final String bootstrapServers;
  private final String prefix;
  private final TopicCatalogue topics;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<DispatchEventRecord> events = new ArrayList<>();
  private final Map<String, Balance> balances = new HashMap<>();
  private final Set<String> online = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private final RoundAudit audit =
      new RoundAudit(
          (check, holds, what) -> {
            if (!holds) {
              faults.add(check + ": " + what);
            }
          });

  /** Makes the topics. */
  public TestLog(String bootstrapServers, String prefix) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
    topics = TopicCatalogue.of(prefix, 2);
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      TopicCreation.ensure(admin, topics, (short) 1, Duration.ofSeconds(30));
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                20_000),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of(
            new TopicPartition(topics.dispatchEvents().name(), 0),
            new TopicPartition(topics.dispatchBalances().name(), 0),
            new TopicPartition(topics.dispatchWorkers().name(), 0));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** A worker computes. */
  public void worker(int number, String endpoint) {
    write(
        topics.workerState(),
        id(number),
        AggregateStateRecord.newBuilder()
            .setAggregateId(id(number))
            .setWorker(
                WorkerState.newBuilder()
                    .setConfig(WorkerConfig.newBuilder().setPid(number % 3).setEndpoint(endpoint))
                    .setStage(WorkerStage.COMPUTING)
                    .setFacts(WorkerFacts.newBuilder().setPublicKey(key(number))))
            .build());
  }

  /** The chain has a worker's score. */
  public void score(int number, int score) {
    write(
        topics.paraState(),
        "worker/" + number,
        ParaStateRecord.newBuilder()
            .setValue(ByteString.EMPTY)
            .setWorker(
                RegisteredWorker.newBuilder().setPublicKey(key(number)).setInitialScore(score))
            .build());
  }

  /** The chain's next block. */
  public void block(int number) {
    write(
        topics.paraState(),
        "clock",
        ParaStateRecord.newBuilder()
            .setClock(
                ParaClock.newBuilder()
                    .setBlockNumber(number)
                    .setBlockHash(ByteString.copyFrom(bytes(number)))
                    .setTimeMs(number * 6_000L))
            .build());
  }

  /** Waits until all that was written is in the log. */
  public void flush() {
    producer.flush();
  }

  /** Bytes that no dispatcher can read. */
  public void garbageAmongReports() {
    var _ =
        producer.send(
            new ProducerRecord<>(topics.dispatchReports().name(), "x", new byte[] {-1, -1}));
    producer.flush();
  }

  /** Deletes all reports, as an operator does to get past one. */
  public void deleteReports() throws Exception {
    var partition = new TopicPartition(topics.dispatchReports().name(), 0);
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
    }
  }

  /** Reads on until something holds. */
  public void await(String what, BooleanSupplier condition) throws IOException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within %s: %s".formatted(SOON, what));
      }
      read();
    }
  }

  /** Waits until so many workers have been online, and whoever decides on rounds knows it. */
  public void awaitOnline(int workers) throws IOException {
    await(workers + " workers online", () -> online.size() >= workers);
    var partition = new TopicPartition(topics.dispatchWorkers().name(), 0);
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      await("the workers read", () -> committed(admin, partition) >= end(partition) - 1);
    }
  }

  /** The last offset is that of a transaction's end, which nobody need have passed. */
  private long end(TopicPartition partition) {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, Long.MAX_VALUE);
  }

  private long committed(Admin admin, TopicPartition partition) {
    try {
      var mark =
          admin
              .listConsumerGroupOffsets(DispatchTopology.applicationId(prefix))
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return mark == null ? 0 : mark.offset();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads what is there. */
  public void read() throws IOException {
    for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
      if (each.topic().equals(topics.dispatchEvents().name())) {
        var event = DispatchEventRecord.parseFrom(each.value());
        events.add(event);
        audit.see(event);
      } else if (each.topic().equals(topics.dispatchWorkers().name())) {
        online.add(each.key());
      } else {
        balances.put(each.key(), RoundCodec.read(DispatchBalance.parseFrom(each.value())));
      }
    }
  }

  /** Events so far. */
  public List<DispatchEventRecord> events() {
    return List.copyOf(events);
  }

  /** The balances that the log has. */
  public Map<String, Balance> balances() {
    return Collections.unmodifiableMap(balances);
  }

  /** What is wrong with the events. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** What the events come to. */
  public RoundAudit audit() {
    return audit;
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }

  /** A worker's id, of the length that ids have. */
  public static String id(int number) {
    return "worker/00000000-0000-0000-0000-%012d".formatted(number);
  }

  private static ByteString key(int number) {
    return ByteString.copyFrom(number < 100 ? TestWorkers.publicKey(number) : bytes(number));
  }

  private static byte[] bytes(int number) {
    return ByteBuffer.allocate(32).putInt(number).array();
  }

  private <V extends Message> void write(Topic<V> topic, String key, V value) {
    var _ = producer.send(new ProducerRecord<>(topic.name(), key, value.toByteArray()));
  }
}
