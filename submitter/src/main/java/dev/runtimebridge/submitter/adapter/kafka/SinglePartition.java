package dev.runtimebridge.submitter.adapter.kafka;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.submitter.port.JournalException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads a topic of one partition in order. One thread uses it. */
final class SinglePartition<V extends MessageLite> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final Topic<V> topic;
  private final TopicPartition partition;

  /** Takes a record with its offset. */
  @FunctionalInterface
  interface Each<V> {
    void accept(V value, long offset) throws JournalException;
  }

  SinglePartition(Consumer<byte[], byte[]> consumer, Topic<V> topic) {
    this.consumer = consumer;
    this.topic = topic;
    this.partition = new TopicPartition(topic.name(), 0);
    consumer.assign(List.of(partition));
  }

  /**
   * The next record is the first one at {@code offset} or after it.
   *
   * @throws JournalException.Unreadable if the topic ends before {@code offset}
   */
  void seek(long offset) throws JournalException {
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long end = end();
    if (offset > end) {
      throw new JournalException.Unreadable(
          ("topic %s ends at offset %d, but %d was reached before: its records are lost; restore"
                  + " the topic, or begin a new log with another bridge.topics.prefix")
              .formatted(topic.name(), end, offset));
    }
    consumer.seek(partition, Math.max(first, offset));
  }

  /** The offset after the last committed record. */
  long end() {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  /** Gives each record up to {@code end}, which the cluster holds already. */
  void readTo(long end, Each<V> each) throws JournalException {
    long deadline = System.nanoTime() + KafkaClients.DEADLINE.toNanos();
    while (consumer.position(partition) < end) {
      long before = consumer.position(partition);
      for (ConsumerRecord<byte[], byte[]> record : poll(POLL)) {
        if (record.offset() < end) {
          each.accept(decode(record), record.offset());
        }
      }
      if (consumer.position(partition) > before) {
        deadline = System.nanoTime() + KafkaClients.DEADLINE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "topic %s gave nothing from offset %d on within %s"
                .formatted(topic.name(), before, KafkaClients.DEADLINE));
      }
    }
  }

  /** The next records, not decoded yet. */
  List<ConsumerRecord<byte[], byte[]>> poll(Duration longest) {
    return consumer.poll(longest).records(partition);
  }

  V decode(ConsumerRecord<byte[], byte[]> record) throws JournalException {
    try {
      V value = topic.value().deserializer().deserialize(topic.name(), record.value());
      if (value != null) {
        return value;
      }
      throw unreadable(record.offset(), "the record is empty");
    } catch (SerializationException e) {
      throw unreadable(record.offset(), String.valueOf(e.getMessage()));
    }
  }

  JournalException.Unreadable unreadable(long offset, String why) {
    return new JournalException.Unreadable(
        "topic %s, offset %d: %s; run the release that wrote it, or begin a new log with another bridge.topics.prefix"
            .formatted(topic.name(), offset, why));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
