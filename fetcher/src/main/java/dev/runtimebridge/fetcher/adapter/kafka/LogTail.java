package dev.runtimebridge.fetcher.adapter.kafka;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads the ends of topics that have one partition. One thread uses it. */
final class LogTail implements AutoCloseable {
  private static final int FIRST_WINDOW = 16;
  private static final int LARGEST_WINDOW = 16_384;
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final Duration patience;

  /** Reads with a consumer of no group, which is closed with this; gives up after a silence. */
  LogTail(Consumer<byte[], byte[]> consumer, Duration patience) {
    this.consumer = consumer;
    this.patience = patience;
  }

  /** The offset after the last committed record. */
  long end(Topic<?> topic) {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  /** The last committed record. */
  <V extends MessageLite> Optional<V> last(Topic<V> topic) throws LogException {
    return last(topic, any -> true);
  }

  /** The last committed record that is {@code wanted}, looked for from the end backwards. */
  <V extends MessageLite> Optional<V> last(Topic<V> topic, Predicate<V> wanted)
      throws LogException {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    consumer.assign(List.of(partition));
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long to = end(topic);
    // Transactions end with a marker that takes an offset, so the last record is not at the end.
    int window = FIRST_WINDOW;
    while (to > first) {
      long from = Math.max(first, to - window);
      Optional<V> found = lastBetween(topic, partition, from, to, wanted);
      if (found.isPresent()) {
        return found;
      }
      to = from;
      window = Math.min(window * 4, LARGEST_WINDOW);
    }
    return Optional.empty();
  }

  private <V extends MessageLite> Optional<V> lastBetween(
      Topic<V> topic, TopicPartition partition, long from, long to, Predicate<V> wanted)
      throws LogException {
    consumer.seek(partition, from);
    @Nullable V found = null;
    long deadline = System.nanoTime() + patience.toNanos();
    while (consumer.position(partition) < to) {
      var records = consumer.poll(POLL).records(partition);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        V value = record.offset() < to ? decode(topic, record) : null;
        if (value != null && wanted.test(value)) {
          found = value;
        }
      }
      if (!records.isEmpty()) {
        deadline = System.nanoTime() + patience.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw silent(topic, partition);
      }
    }
    return Optional.ofNullable(found);
  }

  /** Values from an offset on, up to a number of bytes, and the offset after the last of them. */
  record Part<V>(List<V> values, long next) {}

  /**
   * Reads at least one value from {@code offset} on if there is any, and no more than about {@code
   * mostBytes}.
   */
  <V extends MessageLite> Part<V> part(Topic<V> topic, long offset, long mostBytes)
      throws LogException {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    consumer.assign(List.of(partition));
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long to = end(topic);
    consumer.seek(partition, Math.max(first, offset));
    var values = new ArrayList<V>();
    long bytes = 0;
    long deadline = System.nanoTime() + patience.toNanos();
    while (consumer.position(partition) < to && bytes < mostBytes) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        deadline = System.nanoTime() + patience.toNanos();
        V value = decode(topic, record);
        if (value != null) {
          values.add(value);
          bytes += record.serializedValueSize();
        }
      }
      if (System.nanoTime() > deadline) {
        throw silent(topic, partition);
      }
    }
    return new Part<>(values, consumer.position(partition));
  }

  private TimeoutException silent(Topic<?> topic, TopicPartition partition) {
    return new TimeoutException(
        "topic %s gave nothing from offset %d on within %s"
            .formatted(topic.name(), consumer.position(partition), patience));
  }

  private static <V extends MessageLite> @Nullable V decode(
      Topic<V> topic, ConsumerRecord<byte[], byte[]> record) throws LogException {
    try {
      return topic.value().deserializer().deserialize(topic.name(), record.value());
    } catch (SerializationException e) {
      throw new LogException.Unreadable(
          "topic %s, offset %d: %s".formatted(topic.name(), record.offset(), e.getMessage()));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
