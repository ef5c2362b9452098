package dev.runtimebridge.solo.replay;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.solo.DataFolder;
import dev.runtimebridge.syncer.domain.AggregateRules;
import dev.runtimebridge.syncer.domain.LifePolicy;
import dev.runtimebridge.syncer.port.SessionControl;
import dev.runtimebridge.syncer.port.WantedSession;
import dev.runtimebridge.syncer.topology.SyncerTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A data folder with the log of many lives, written by the syncer's own topology on a real broker:
 * events, states, changelog and RocksDB are what a bridge leaves behind.
 */
final class SampleLog implements AutoCloseable {
  static final String PREFIX = "bridge";

  private static final Duration DEADLINE = Duration.ofMinutes(20);
  private static final Duration LONG_AGO = Duration.ofDays(3);
  private static final int PARTITIONS = 8;

  private final DataFolder folder;
  private final EmbeddedBroker broker;
  private final TopicCatalogue topics = TopicCatalogue.of(PREFIX, PARTITIONS);

  private SampleLog(DataFolder folder) {
    this.folder = folder;
    this.broker = EmbeddedBroker.start(folder.kafka());
  }

  /** Writes the log of {@code workers} with about {@code events} events. */
  static SampleLog write(Path root, long seed, int workers, long events) throws Exception {
    var log = new SampleLog(DataFolder.at(root));
    try (var admin = Admin.create(Map.of("bootstrap.servers", log.bootstrapServers()))) {
      TopicCreation.ensure(admin, log.topics, (short) 1, Duration.ofSeconds(30));
      log.writeInputs(seed, workers, events);
      log.decide(admin);
    }
    return log;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  TopicCatalogue topics() {
    return topics;
  }

  DataFolder folder() {
    return folder;
  }

  /** To be read while nobody writes to it. */
  ReadLog atRest() {
    return ReadLog.atRest(bootstrapServers(), PREFIX, folder.tables());
  }

  KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers(), "compression.type", "lz4", "linger.ms", 20),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private void writeInputs(long seed, int workers, long events) {
    var lost = new AtomicReference<Exception>();
    try (var producer = producer()) {
      // Observations are kept for a week.
      var begin = Instant.now().minus(LONG_AGO).truncatedTo(ChronoUnit.SECONDS);
      new Lives(
              seed,
              workers,
              begin,
              (key, input) -> {
                var _ =
                    producer.send(
                        record(key, input), (written, error) -> lost.compareAndSet(null, error));
              })
          .until(events);
    }
    if (lost.get() != null) {
      throw new AssertionError("an input was not written", lost.get());
    }
  }

  private ProducerRecord<String, byte[]> record(String key, Message input) {
    return switch (input) {
      case WorkerCommandRecord command ->
          record(topics.workerCommands().name(), key, command.getTime(), command);
      case WorkerObservationRecord seen ->
          record(topics.workerObservations().name(), key, seen.getTime(), seen);
      default -> throw new IllegalArgumentException(input.getClass().getName());
    };
  }

  private static ProducerRecord<String, byte[]> record(
      String topic, String key, Timestamp time, Message value) {
    // Streams takes records of both topics in the order of their times.
    long millis = time.getSeconds() * 1_000 + time.getNanos() / 1_000_000;
    return new ProducerRecord<>(topic, null, millis, key, value.toByteArray());
  }

  /** Lets the real topology decide all of it, then ends it in order. */
  private void decide(Admin admin) throws Exception {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, SyncerTopology.applicationId(PREFIX));
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.tables().toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    // All inputs are there: each of the two topics waits for the other to be read.
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 5_000L);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    var topology =
        SyncerTopology.build(
            topics,
            new AggregateRules(Lives.TIP, LifePolicy.USUAL),
            new Nobody(),
            Duration.ofMinutes(5));
    try (var streams = new KafkaStreams(topology, settings)) {
      streams.start();
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (!allDecided(admin)) {
        if (System.nanoTime() > deadline || streams.state() == KafkaStreams.State.ERROR) {
          throw new AssertionError("the syncer did not decide everything: " + streams.state());
        }
        Thread.sleep(200);
      }
    }
  }

  private boolean allDecided(Admin admin) throws Exception {
    var inputs =
        Stream.of(topics.workerCommands(), topics.workerObservations())
            .flatMap(
                topic ->
                    Stream.iterate(0, n -> n + 1)
                        .limit(PARTITIONS)
                        .map(n -> new TopicPartition(topic.name(), n)))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    var ends = admin.listOffsets(inputs).all().get();
    var done =
        admin
            .listConsumerGroupOffsets(SyncerTopology.applicationId(PREFIX))
            .partitionsToOffsetAndMetadata()
            .get();
    return ends.entrySet().stream()
        .allMatch(
            end ->
                end.getValue().offset() == 0
                    || (done.get(end.getKey()) != null
                        && done.get(end.getKey()).offset() >= end.getValue().offset()));
  }

  @Override
  public void close() {
    broker.close();
  }

  /** The sessions were drawn by lot already. */
  private static final class Nobody implements SessionControl {
    @Override
    public void reconcile(int partition, Collection<WantedSession> wanted) {
      // Nothing is driven.
    }

    @Override
    public void release(int partition) {
      // Nothing was.
    }
  }
}
