package dev.runtimebridge.syncer.adapter.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a stream thread, which holds a partition at its first record that cannot be read
 * and lets the others go on. What stands before that record is processed and committed as ever; the
 * record itself is never handed out and never committed, so that a restart meets it again. Whoever
 * seeks a partition, or is assigned it, reads it anew. For one thread.
 */
final class StoppingConsumer extends KafkaConsumer<byte[], byte[]> {
  private final Function<ConsumerRecord<byte[], byte[]>, Optional<String>> fault;
  private final StoppedPartitions stopped;
  private final Set<TopicPartition> held = new HashSet<>();

  /**
   * Not yet subscribed.
   *
   * @param fault what is wrong with a record, if anything
   * @param stopped is told where partitions are held
   */
  StoppingConsumer(
      Map<String, Object> settings,
      Function<ConsumerRecord<byte[], byte[]>, Optional<String>> fault,
      StoppedPartitions stopped) {
    super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.fault = fault;
    this.stopped = stopped;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
    Map<TopicPartition, UnreadablePosition> unreadable = unreadable(polled);
    if (unreadable.isEmpty()) {
      return polled;
    }
    unreadable.values().forEach(this::hold);
    return before(polled, unreadable);
  }

  /** Streams resumes what it paused when its buffers were full; a held partition stays held. */
  @Override
  public void resume(Collection<TopicPartition> partitions) {
    super.resume(partitions.stream().filter(partition -> !held.contains(partition)).toList());
  }

  /** A task waits for a partition that has more; one that is held has no more to give. */
  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    return held.contains(partition) ? OptionalLong.of(0) : super.currentLag(partition);
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new Forgetting(listener));
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    held.remove(partition);
    super.seek(partition, offset);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    held.remove(partition);
    super.seek(partition, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    held.removeAll(partitions);
    super.seekToBeginning(partitions);
  }

  @Override
  public void seekToEnd(Collection<TopicPartition> partitions) {
    held.removeAll(partitions);
    super.seekToEnd(partitions);
  }

  /** Leaves the group, a named member too, unless the settings forbid it. */
  @Override
  public void close() {
    close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }

  private Map<TopicPartition, UnreadablePosition> unreadable(
      ConsumerRecords<byte[], byte[]> polled) {
    Map<TopicPartition, UnreadablePosition> found = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      for (ConsumerRecord<byte[], byte[]> raw : polled.records(partition)) {
        Optional<String> reason = fault.apply(raw);
        if (reason.isPresent()) {
          found.put(partition, new UnreadablePosition(partition, raw.offset(), reason.get()));
          break;
        }
      }
    }
    return found;
  }

  private void hold(UnreadablePosition at) {
    pause(List.of(at.partition()));
    seek(at.partition(), at.offset());
    held.add(at.partition());
    stopped.stop(at);
  }

  private static ConsumerRecords<byte[], byte[]> before(
      ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, UnreadablePosition> unreadable) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
    for (TopicPartition partition : polled.partitions()) {
      UnreadablePosition at = unreadable.get(partition);
      if (at == null) {
        records.put(partition, polled.records(partition));
        continue;
      }
      List<ConsumerRecord<byte[], byte[]>> readable = new ArrayList<>();
      polled.records(partition).stream()
          .takeWhile(raw -> raw.offset() < at.offset())
          .forEach(readable::add);
      if (!readable.isEmpty()) {
        records.put(partition, readable);
      }
      next.put(partition, new OffsetAndMetadata(at.offset()));
    }
    return new ConsumerRecords<>(records, next);
  }

  /** Partitions that come or go are no longer held. */
  private final class Forgetting implements ConsumerRebalanceListener {
    private final ConsumerRebalanceListener streams;

    Forgetting(ConsumerRebalanceListener streams) {
      this.streams = streams;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      forget(partitions);
      streams.onPartitionsAssigned(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      forget(partitions);
      streams.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      forget(partitions);
      streams.onPartitionsLost(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
      held.removeAll(partitions);
      stopped.forget(partitions);
    }
  }
}
