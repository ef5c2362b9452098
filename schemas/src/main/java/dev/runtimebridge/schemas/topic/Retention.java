package dev.runtimebridge.schemas.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** What a topic keeps. */
public sealed interface Retention {

  /** Every record, for ever. */
  record Forever() implements Retention {
    @Override
    public Map<String, String> config() {
      return Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          "-1",
          TopicConfig.RETENTION_BYTES_CONFIG,
          "-1");
    }

    @Override
    public String toString() {
      return "for ever";
    }
  }

  /** The newest record of each key. */
  record Compacted() implements Retention {
    @Override
    public Map<String, String> config() {
      return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    @Override
    public String toString() {
      return "compacted";
    }
  }

  /** Every record for a time. */
  record For(Duration time) implements Retention {
    @Override
    public Map<String, String> config() {
      return Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          Long.toString(time.toMillis()));
    }

    @Override
    public String toString() {
      return time.toDays() + " days";
    }
  }

  /** Settings of the topic that say so. */
  Map<String, String> config();
}
