package dev.runtimebridge.syncer.adapter.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions of this process that stand before a record that cannot be read. For any number of
 * threads.
 */
final class StoppedPartitions {
  private static final Logger LOG = LoggerFactory.getLogger(StoppedPartitions.class);

  private final Map<TopicPartition, UnreadablePosition> stopped = new ConcurrentHashMap<>();

  /** Notes where a partition stopped; the log is told once for each position. */
  void stop(UnreadablePosition position) {
    if (!position.equals(stopped.put(position.partition(), position))) {
      LOG.error(
          "Record cannot be read, its partition stops here: topic={} partition={} offset={} error={}",
          position.partition().topic(),
          position.partition().partition(),
          position.offset(),
          position.reason());
    }
  }

  /** These partitions are another's business from now on, or begin anew. */
  void forget(Collection<TopicPartition> partitions) {
    stopped.keySet().removeAll(partitions);
  }

  /** Where partitions stopped and why, for people. */
  List<String> texts() {
    return stopped.values().stream().map(UnreadablePosition::text).sorted().toList();
  }
}
