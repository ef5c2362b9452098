package dev.runtimebridge.syncer.adapter.kafka;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where a partition begins and ends for who reads what is committed. */
final class Offsets {
  private Offsets() {}

  static long begin(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    return only(consumer.beginningOffsets(List.of(partition)), partition);
  }

  static long end(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    return only(consumer.endOffsets(List.of(partition)), partition);
  }

  private static long only(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition), "no offset of " + partition);
  }
}
