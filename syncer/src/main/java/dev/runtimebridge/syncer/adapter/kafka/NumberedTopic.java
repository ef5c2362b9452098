package dev.runtimebridge.syncer.adapter.kafka;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.syncer.port.LogUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A topic of one partition whose records carry consecutive numbers. Offsets are not numbers, since
 * transactions take offsets too; a record is found by interpolation between known ones.
 *
 * @param <V> message of the topic
 */
final class NumberedTopic<V extends MessageLite> {
  private static final Duration POLL = Duration.ofMillis(200);

  /** So few records are read and dropped rather than searched past. */
  private static final int NEAR = 4;

  private static final int MOST_PROBES = 64;

  private final Topic<V> topic;
  private final TopicPartition partition;
  private final ToLongFunction<V> numberOf;
  private final Anchors anchors = new Anchors();

  NumberedTopic(Topic<V> topic, ToLongFunction<V> numberOf) {
    this.topic = topic;
    this.partition = new TopicPartition(topic.name(), 0);
    this.numberOf = numberOf;
  }

  /** A message, its number and where it stands. */
  record Numbered<V>(long number, long offset, V message) {}

  TopicPartition partition() {
    return partition;
  }

  /** Notes where a record stands that was read elsewhere. */
  void note(Numbered<V> seen) {
    anchors.note(seen.number(), seen.offset());
  }

  /**
   * Reads record {@code from} and those behind it until {@code more} says no.
   *
   * @throws LogUnavailable if one is missing, cannot be read or does not come in time
   */
  void read(Consumer<byte[], byte[]> consumer, long from, Deadline deadline, Predicate<V> more) {
    try {
      assign(consumer);
      consumer.seek(partition, locate(consumer, from, deadline));
      long expected = from;
      while (true) {
        for (var raw : poll(consumer, deadline, expected)) {
          Numbered<V> each = parse(raw);
          if (each.number() < from && expected == from) {
            continue;
          }
          requireNext(each, expected);
          anchors.note(each.number(), each.offset());
          expected++;
          if (!more.test(each.message())) {
            return;
          }
        }
      }
    } catch (LogUnavailable | InvalidOffsetException e) {
      // What was known of the log may be of a log that is no longer there.
      anchors.forget();
      throw e;
    }
  }

  /** The last record that is committed; absent while there is none. */
  Optional<Numbered<V>> last(Consumer<byte[], byte[]> consumer, Deadline deadline) {
    long begin = Offsets.begin(consumer, partition);
    long end = Offsets.end(consumer, partition);
    Optional<Numbered<V>> found = Optional.empty();
    long start = end;
    for (long step = 8; found.isEmpty() && start > begin; step *= 4) {
      start = Math.max(begin, end - step);
      found = lastBetween(consumer, start, end, deadline);
    }
    return found;
  }

  /**
   * The message of a record.
   *
   * @throws LogUnavailable if it is none, with its position
   */
  Numbered<V> parse(ConsumerRecord<byte[], byte[]> raw) {
    try {
      V message = topic.value().deserializer().deserialize(topic.name(), raw.value());
      if (message == null) {
        throw new LogUnavailable(position(raw.offset()) + " is empty");
      }
      return new Numbered<>(numberOf.applyAsLong(message), raw.offset(), message);
    } catch (SerializationException e) {
      throw new LogUnavailable(
          "%s cannot be read: %s".formatted(position(raw.offset()), e.getMessage()), e);
    }
  }

  /**
   * Checks that no number is left out.
   *
   * @throws LogUnavailable if one is, with the position
   */
  void requireNext(Numbered<V> each, long expected) {
    if (each.number() != expected) {
      throw new LogUnavailable(
          "%s has number %d where %d was expected"
              .formatted(position(each.offset()), each.number(), expected));
    }
  }

  private long locate(Consumer<byte[], byte[]> consumer, long number, Deadline deadline) {
    Map.Entry<Long, Long> low = anchors.atOrBefore(number);
    if (low == null) {
      low = first(consumer, number, deadline);
    }
    Map.Entry<Long, Long> high = anchors.behind(number);
    if (high == null) {
      Numbered<V> last =
          last(consumer, deadline).orElseThrow(() -> notThere(number, "the topic is empty"));
      high = Map.entry(last.number() + 1, last.offset() + 1);
      if (last.number() < number) {
        throw notThere(number, "its last is " + last.number());
      }
    }
    for (int probe = 0; number - low.getKey() > NEAR && probe < MOST_PROBES; probe++) {
      Numbered<V> hit = probe(consumer, between(low, high, number), deadline, number);
      if (hit.number() <= number) {
        low = Map.entry(hit.number(), hit.offset());
      } else {
        high = Map.entry(hit.number(), hit.offset());
      }
    }
    return low.getValue();
  }

  /** At least one offset further than {@code low}, so that each probe narrows the search. */
  private static long between(Map.Entry<Long, Long> low, Map.Entry<Long, Long> high, long number) {
    double share = (double) (number - low.getKey()) / (double) (high.getKey() - low.getKey());
    long guess = low.getValue() + (long) (share * (double) (high.getValue() - low.getValue()));
    // A little early: landing behind the record costs a probe, landing before it may not.
    return Math.max(low.getValue() + 1, guess - NEAR / 2);
  }

  private Map.Entry<Long, Long> first(
      Consumer<byte[], byte[]> consumer, long number, Deadline deadline) {
    long begin = Offsets.begin(consumer, partition);
    Numbered<V> first = probe(consumer, begin, deadline, number);
    if (first.number() > number) {
      throw notThere(number, "its first is " + first.number());
    }
    anchors.note(first.number(), first.offset());
    return Map.entry(first.number(), first.offset());
  }

  private Numbered<V> probe(
      Consumer<byte[], byte[]> consumer, long offset, Deadline deadline, long number) {
    consumer.seek(partition, offset);
    return parse(poll(consumer, deadline, number).getFirst());
  }

  private Optional<Numbered<V>> lastBetween(
      Consumer<byte[], byte[]> consumer, long start, long end, Deadline deadline) {
    assign(consumer);
    consumer.seek(partition, start);
    Optional<Numbered<V>> last = Optional.empty();
    while (consumer.position(partition) < end) {
      deadline.check(topic.name());
      for (var raw : consumer.poll(POLL).records(partition)) {
        if (raw.offset() < end) {
          last = Optional.of(parse(raw));
        }
      }
    }
    return last;
  }

  private List<ConsumerRecord<byte[], byte[]>> poll(
      Consumer<byte[], byte[]> consumer, Deadline deadline, long number) {
    while (true) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      if (!records.isEmpty()) {
        return records;
      }
      deadline.check("number %d of topic %s".formatted(number, topic.name()));
    }
  }

  private void assign(Consumer<byte[], byte[]> consumer) {
    if (!consumer.assignment().equals(Set.of(partition))) {
      consumer.assign(List.of(partition));
    }
  }

  private LogUnavailable notThere(long number, String why) {
    return new LogUnavailable("topic %s has no number %d: %s".formatted(topic.name(), number, why));
  }

  private String position(long offset) {
    return "the record at topic %s, partition 0, offset %d".formatted(topic.name(), offset);
  }
}
