package dev.runtimebridge.solo.replay;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Part of a topic.
 *
 * @param from offset of the first record of each partition
 * @param to offset after the last one
 */
record Stretch(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {

  /** Copies the maps. */
  Stretch {
    from = Map.copyOf(from);
    to = Map.copyOf(to);
  }

  long first(TopicPartition partition) {
    return from.getOrDefault(partition, 0L);
  }

  long end(TopicPartition partition) {
    return to.getOrDefault(partition, 0L);
  }

  /** Upper bound of its records: offsets of transactions' ends count too. */
  long length(TopicPartition partition) {
    return Math.max(0, end(partition) - first(partition));
  }

  /**
   * The same, ended where {@code until} says.
   *
   * @throws IllegalArgumentException if that names a partition that there is not, or none where
   *     there are several
   */
  Stretch upTo(Until until) {
    if (!(until instanceof Until.Offset(int number, long offset))) {
      return this;
    }
    if (number == Until.Offset.ANY && to.size() > 1) {
      throw new IllegalArgumentException(
          "there are %d partitions: say which one, as 0:%d".formatted(to.size(), offset));
    }
    TopicPartition partition =
        to.keySet().stream()
            .filter(each -> number == Until.Offset.ANY || each.partition() == number)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no partition %d, only 0 to %d".formatted(number, to.size() - 1)));
    return new Stretch(
        Map.of(partition, first(partition)),
        Map.of(partition, Math.min(end(partition), offset + 1)));
  }
}
