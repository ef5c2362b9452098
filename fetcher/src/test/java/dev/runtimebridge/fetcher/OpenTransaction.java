package dev.runtimebridge.fetcher;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks whether a topic ends in records of a transaction that is neither committed nor aborted. */
final class OpenTransaction implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> all;
  private final KafkaConsumer<byte[], byte[]> committed;

  OpenTransaction(String bootstrapServers, String topic) {
    this.partition = new TopicPartition(topic, 0);
    this.all = consumer(bootstrapServers, "read_uncommitted");
    this.committed = consumer(bootstrapServers, "read_committed");
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Where what is committed ends. */
  long committedEnd() {
    return end(committed);
  }

  boolean isOpen() {
    return end(all) > end(committed);
  }

  private long end(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.endOffsets(List.of(partition), DEADLINE).getOrDefault(partition, 0L);
  }

  @Override
  public void close() {
    all.close();
    committed.close();
  }
}
