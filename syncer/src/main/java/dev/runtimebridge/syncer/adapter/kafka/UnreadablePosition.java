package dev.runtimebridge.syncer.adapter.kafka;

import org.apache.kafka.common.TopicPartition;

/**
 * Where a record is that cannot be read, and why not.
 *
 * @param partition its topic and partition
 * @param offset its offset there
 * @param reason what is wrong with it
 */
record UnreadablePosition(TopicPartition partition, long offset, String reason) {

  /** For people. */
  String text() {
    return "topic %s, partition %d, offset %d: %s"
        .formatted(partition.topic(), partition.partition(), offset, reason);
  }
}
