package dev.runtimebridge.lifecycle.adapter.kafka;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads events by their offsets with one consumer that requests take turns at. */
final class EventReader<V extends MessageLite> implements AutoCloseable {
  // Nearer than this, reading on is cheaper than asking the broker for another place.
  private static final long NEAR = 2_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Topic<V> topic;
  private final Duration timeout;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable Consumer<String, byte[]> consumer;

  EventReader(Supplier<Consumer<String, byte[]>> consumers, Topic<V> topic, Duration timeout) {
    this.consumers = consumers;
    this.topic = topic;
    this.timeout = timeout;
  }

  /** The events at these places of one partition, in the order asked for. */
  Checked<List<V>> read(List<Place> places) {
    if (places.isEmpty()) {
      return Checked.valid(List.of());
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      if (!turn.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return tooSlow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return tooSlow();
    }
    try {
      return read(places, deadline);
    } catch (KafkaException e) {
      dropConsumer();
      return Checked.refused(
          Refusal.Reason.UNAVAILABLE,
          "the events cannot be read from the log (%s): try again".formatted(e.getMessage()));
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      dropConsumer();
    } finally {
      turn.unlock();
    }
  }

  private Checked<List<V>> read(List<Place> places, long deadline) {
    var missing = new TreeSet<Long>();
    places.forEach(place -> missing.add(place.offset()));
    Map<Long, V> found = new HashMap<>();
    var partition = new TopicPartition(topic.name(), places.getFirst().partition());
    Consumer<String, byte[]> log = openConsumer();
    log.assign(List.of(partition));
    log.seek(partition, missing.first());
    while (!missing.isEmpty()) {
      if (System.nanoTime() > deadline) {
        return tooSlow();
      }
      for (var record : log.poll(POLL).records(partition)) {
        if (missing.remove(record.offset())) {
          found.put(
              record.offset(),
              topic.value().deserializer().deserialize(topic.name(), record.value()));
        }
      }
      if (!missing.isEmpty() && missing.first() > log.position(partition) + NEAR) {
        log.seek(partition, missing.first());
      }
    }
    return Checked.valid(places.stream().map(place -> found.get(place.offset())).toList());
  }

  private Consumer<String, byte[]> openConsumer() {
    Consumer<String, byte[]> open = consumer;
    if (open == null) {
      open = consumers.get();
      consumer = open;
    }
    return open;
  }

  private void dropConsumer() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }

  private Checked<List<V>> tooSlow() {
    return Checked.refused(
        Refusal.Reason.UNAVAILABLE,
        "the events could not be read from the log within %s: try again, or ask for fewer"
            .formatted(timeout));
  }
}
