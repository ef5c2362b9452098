package dev.runtimebridge.dispatcher.adapter.kafka;

import dev.runtimebridge.dispatcher.config.DispatcherConfig;
import dev.runtimebridge.dispatcher.config.TopicsConfig;
import dev.runtimebridge.dispatcher.topology.DispatchTopology;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings of Kafka Streams, from those of the service. */
public final class StreamsSettings {
  private static final String LEAVE_GROUP_ON_CLOSE = "internal.leave.group.on.close";

  /** Signs of life within the silence that is taken for death. */
  private static final int SIGNS_OF_LIFE = 6;

  private StreamsSettings() {}

  /** Exactly once, state in the configured folder; {@code bridge.dispatcher.streams} wins. */
  public static Map<String, Object> of(
      String bootstrapServers, DispatcherConfig config, TopicsConfig topics) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(
        StreamsConfig.APPLICATION_ID_CONFIG, DispatchTopology.applicationId(topics.prefix()));
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) topics.replicas());
    settings.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableInput.class);
    largeRecords(settings);
    int silenceMs = (int) config.takeoverAfter().toMillis();
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, silenceMs);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, silenceMs / SIGNS_OF_LIFE);
    settings.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) config.transactionTimeout().toMillis());
    // Who ends in order hands its rounds over at once instead of after the session's timeout.
    settings.put(LEAVE_GROUP_ON_CLOSE, true);
    config.instanceId().ifPresent(id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
    settings.putAll(config.streams());
    return settings;
  }

  /**
   * A round with all its candidates is one record, in the changelog too. Consumers need no setting:
   * the first record of a partition is fetched whole, whatever its size.
   */
  private static void largeRecords(Map<String, Object> settings) {
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        TopicCatalogue.MAX_CHAIN_RECORD_BYTES);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
        2L * TopicCatalogue.MAX_CHAIN_RECORD_BYTES);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
  }
}
