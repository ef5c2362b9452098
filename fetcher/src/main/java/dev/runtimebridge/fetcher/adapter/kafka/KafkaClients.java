package dev.runtimebridge.fetcher.adapter.kafka;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's clients, set up for chain bytes.
 *
 * @param bootstrapServers brokers to begin with
 * @param deadline longest wait for anything that the cluster is asked
 */
public record KafkaClients(String bootstrapServers, Duration deadline) {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** A fetch that waits at the end of one topic holds up that of the next one. */
  private static final int FETCH_WAIT_MS = 20;

  /** A transaction that a dead fetcher left open is dropped after this, if nobody took over. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(5);

  private static final int MAX_RECORD = TopicCatalogue.MAX_CHAIN_RECORD_BYTES;

  /** Clients that wait for the cluster as long as a service may. */
  public KafkaClients(String bootstrapServers) {
    this(bootstrapServers, DEADLINE);
  }

  private Map<String, Object> common() {
    var config = new HashMap<String, Object>();
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 200L);
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    return config;
  }

  Admin admin() {
    Map<String, Object> config = common();
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) deadline.toMillis() / 2);
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) deadline.toMillis());
    return Admin.create(config);
  }

  /** A producer whose later start shuts out the earlier one with the same id. */
  KafkaProducer<byte[], byte[]> transactional(String transactionalId) {
    Map<String, Object> config = producing();
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deadline.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) deadline.toMillis() / 2);
    // What was sent is waited for without a deadline of its own, so this one has to hold.
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deadline.toMillis() * 3 / 2);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A producer for what may be lost without harm. */
  KafkaProducer<byte[], byte[]> plain() {
    Map<String, Object> config = producing();
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000L);
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
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MAX_RECORD);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    return config;
  }

  /** Reads the ends of topics: committed records only. */
  LogTail tail() {
    return new LogTail(reader(), deadline);
  }

  private KafkaConsumer<byte[], byte[]> reader() {
    Map<String, Object> config = common();
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_RECORD);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_RECORD);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) deadline.toMillis());
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
