package dev.runtimebridge.solo.replay;

import dev.runtimebridge.broker.BrokerStartException;
import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.solo.DataFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The log of one bridge, to be read only: what is committed, from where to where one likes. */
final class ReadLog implements AutoCloseable {
  /** Kafka locks its folder by this file for as long as a broker runs on it. */
  private static final String LOCK = ".lock";

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);
  private static final int MIB = 1 << 20;

  private final String bootstrapServers;
  private final String prefix;
  private final TopicCatalogue topics;
  private final Optional<Path> tables;
  private final boolean live;
  private final @Nullable EmbeddedBroker broker;

  private ReadLog(
      String bootstrapServers,
      String prefix,
      Optional<Path> tables,
      boolean live,
      @Nullable EmbeddedBroker broker) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
    // Partitions are asked of the cluster; the catalogue is for names and serdes.
    this.topics = TopicCatalogue.of(prefix, 1);
    this.tables = tables;
    this.live = live;
    this.broker = broker;
  }

  /** The log on a cluster. */
  static ReadLog onCluster(String bootstrapServers, String prefix) {
    return new ReadLog(bootstrapServers, prefix, Optional.empty(), true, null);
  }

  /** The log on a broker that nobody writes to; {@code tables} are those of its syncer. */
  static ReadLog atRest(String bootstrapServers, String prefix, Path tables) {
    return new ReadLog(bootstrapServers, prefix, Optional.of(tables), false, null);
  }

  /**
   * The log in the data folder of {@code solo} or {@code demo}: by the broker of the bridge that
   * runs on it, else by one that runs until this is closed.
   *
   * @throws LogUnavailable if there is no log, or its broker cannot be found or started
   */
  static ReadLog inFolder(Path root, String prefix) {
    DataFolder data = new DataFolder(root.toAbsolutePath().normalize());
    if (!Files.isDirectory(data.kafka())) {
      throw new LogUnavailable("there is no log in %s: no folder %s".formatted(root, data.kafka()));
    }
    if (isInUse(data.kafka())) {
      return new ReadLog(address(data), prefix, Optional.empty(), true, null);
    }
    try {
      EmbeddedBroker broker = EmbeddedBroker.start(data.kafka());
      return new ReadLog(
          broker.bootstrapServers(), prefix, Optional.of(data.tables()), false, broker);
    } catch (BrokerStartException e) {
      throw new LogUnavailable(String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean isInUse(Path kafka) {
    Path file = kafka.resolve(LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      @Nullable FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      throw new LogUnavailable("the file %s cannot be opened: %s".formatted(file, e), e);
    }
  }

  private static String address(DataFolder data) {
    try {
      return Files.readString(data.brokerAddress()).strip();
    } catch (IOException e) {
      throw new LogUnavailable(
          "a process runs on %s and does not tell the address of its broker in %s; give it with --bootstrap"
              .formatted(data.root(), data.brokerAddress()),
          e);
    }
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  TopicCatalogue topics() {
    return topics;
  }

  String prefix() {
    return prefix;
  }

  /** Folder of the syncer's tables, where nothing runs that holds them open. */
  Optional<Path> tables() {
    return tables;
  }

  /** Whether somebody may be writing to it. */
  boolean live() {
    return live;
  }

  /** A reader of what is committed, which is in no group and leaves no trace. */
  Consumer<byte[], byte[]> reader() {
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(
        Map.ofEntries(
            Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
            Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000),
            Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * MIB),
            Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * MIB),
            Map.entry(ConsumerConfig.RECEIVE_BUFFER_CONFIG, MIB),
            Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50),
            Map.entry(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWERS_WITHIN.toMillis())),
        bytes,
        bytes);
  }

  /**
   * Partitions of a topic; none if there is no such topic.
   *
   * @throws LogUnavailable if the cluster does not answer
   */
  List<TopicPartition> partitions(String topic) {
    try (var reader = reader()) {
      @Nullable List<PartitionInfo> found = reader.partitionsFor(topic);
      return found == null
          ? List.of()
          : found.stream().map(each -> new TopicPartition(topic, each.partition())).toList();
    } catch (KafkaException e) {
      throw silent(e);
    }
  }

  /** From the first record of a topic that is there to the last that is committed by now. */
  Stretch whole(String topic) {
    List<TopicPartition> partitions = partitions(topic);
    if (partitions.isEmpty()) {
      throw new LogUnavailable(
          "the cluster at %s has no topic %s; is \"%s\" the prefix of this bridge?"
              .formatted(bootstrapServers, topic, prefix));
    }
    try (var reader = reader()) {
      return new Stretch(reader.beginningOffsets(partitions), reader.endOffsets(partitions));
    } catch (KafkaException e) {
      throw silent(e);
    }
  }

  /**
   * Offsets that a group has committed.
   *
   * @throws LogUnavailable if the cluster does not answer
   */
  Map<TopicPartition, Long> committed(String group) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<TopicPartition, OffsetAndMetadata> marks =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      Map<TopicPartition, Long> offsets = new HashMap<>();
      marks.forEach(
          (partition, mark) -> {
            if (mark != null) {
              offsets.put(partition, mark.offset());
            }
          });
      return offsets;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new LogUnavailable(
          "the cluster does not tell how far %s is: %s".formatted(group, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailable("interrupted while reading the log", e);
    }
  }

  /** What came to a topic since {@code before} was taken. */
  Stretch since(Stretch before) {
    try (var reader = reader()) {
      return new Stretch(before.to(), reader.endOffsets(before.to().keySet()));
    } catch (KafkaException e) {
      throw silent(e);
    }
  }

  private LogUnavailable silent(KafkaException e) {
    return new LogUnavailable(
        "the cluster at %s does not answer: %s".formatted(bootstrapServers, e.getMessage()), e);
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
  }
}
