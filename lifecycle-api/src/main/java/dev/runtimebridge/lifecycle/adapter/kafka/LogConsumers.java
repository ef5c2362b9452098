package dev.runtimebridge.lifecycle.adapter.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes consumers that read what is committed, belong to no group and begin where told. */
final class LogConsumers {
  // A request for scattered events should not carry a megabyte for each of them.
  private static final int SCATTERED_FETCH_BYTES = 128 << 10;

  private final String bootstrapServers;

  LogConsumers(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Reads partitions from one end to the other. */
  Consumer<String, byte[]> sequential() {
    return make(Map.of(ConsumerConfig.CLIENT_ID_CONFIG, "lifecycle-api-tables"));
  }

  /** Reads single records here and there. */
  Consumer<String, byte[]> scattered() {
    return make(
        Map.of(
            ConsumerConfig.CLIENT_ID_CONFIG,
            "lifecycle-api-history",
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            SCATTERED_FETCH_BYTES));
  }

  private Consumer<String, byte[]> make(Map<String, Object> particular) {
    Map<String, Object> config = new java.util.HashMap<>(particular);
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
