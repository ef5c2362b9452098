package dev.runtimebridge.submitter.adapter.kafka;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's clients, set up for the submitter.
 *
 * @param bootstrapServers brokers to begin with
 * @param replicas copies of topics that are created
 */
public record KafkaClients(String bootstrapServers, short replicas) {
  /** Longest wait for anything that the cluster is asked. */
  static final Duration DEADLINE = Duration.ofSeconds(20);

  private static final Duration DELIVERY = Duration.ofSeconds(30);

  /** A transaction that a dead submitter left open is dropped after this, if nobody took over. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

  private static final int MIB = 1 << 20;

  /** The topics' own limit, and some room for what Kafka puts around a record. */
  private static final int MAX_REQUEST = 5 * MIB;

  private Map<String, Object> common() {
    var config = new HashMap<String, Object>();
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 200L);
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    return config;
  }

  /** Makes the topics that the cluster does not have yet; fails if it does not answer. */
  public void ensureTopics(TopicCatalogue topics) {
    Map<String, Object> config = common();
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) DEADLINE.toMillis());
    try (Admin admin = Admin.create(config)) {
      TopicCreation.ensure(admin, topics, replicas, DEADLINE);
    }
  }

  /** A producer whose later start shuts out the earlier one with the same id. */
  KafkaProducer<byte[], byte[]> transactional(String transactionalId) {
    Map<String, Object> config = producing();
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DEADLINE.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) DEADLINE.toMillis() / 2);
    // What was sent is waited for without a deadline of its own, so this one has to hold.
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A producer of single records. */
  public KafkaProducer<byte[], byte[]> plain() {
    Map<String, Object> config = producing();
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> producing() {
    Map<String, Object> config = common();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * MIB);
    return config;
  }

  /** A consumer of committed records only, of no group. */
  public KafkaConsumer<byte[], byte[]> reader() {
    return consumer(reading());
  }

  /** The same, where {@code group} keeps what it commits. */
  KafkaConsumer<byte[], byte[]> readerOf(String group) {
    Map<String, Object> config = reading();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    return consumer(config);
  }

  /** A member of {@code group}, which is out once it was silent for {@code silence}. */
  KafkaConsumer<byte[], byte[]> member(
      String group, Optional<String> instanceId, Duration silence) {
    Map<String, Object> config = reading();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    instanceId.ifPresent(id -> config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) silence.toMillis());
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) silence.toMillis() / 4);
    // Who has the turn keeps it when another one joins.
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        List.of(CooperativeStickyAssignor.class));
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    return consumer(config);
  }

  private Map<String, Object> reading() {
    Map<String, Object> config = common();
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * MIB);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_REQUEST);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) DEADLINE.toMillis());
    return config;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
