package dev.runtimebridge.syncer.adapter.kafka;

import dev.runtimebridge.syncer.config.SyncerConfig;
import dev.runtimebridge.syncer.config.TopicsConfig;
import dev.runtimebridge.syncer.topology.SyncerTopology;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings of Kafka Streams, from those of the service. */
public final class StreamsSettings {
  private static final String LEAVE_GROUP_ON_CLOSE = "internal.leave.group.on.close";

  /** Signs of life within the silence that is taken for death. */
  private static final int SIGNS_OF_LIFE = 6;

  /** How long a newcomer that has to read the states first waits for its share, at the least. */
  private static final Duration SPREAD_AGAIN = Duration.ofMinutes(1);

  private StreamsSettings() {}

  /** Exactly once, state in the configured folder; {@code bridge.syncer.streams} wins. */
  public static Map<String, Object> of(
      String bootstrapServers, SyncerConfig config, TopicsConfig topics) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(
        StreamsConfig.APPLICATION_ID_CONFIG, SyncerTopology.applicationId(topics.prefix()));
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.streamThreads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) topics.replicas());
    // Who ends in order hands its workers over at once instead of after the session's timeout.
    settings.put(LEAVE_GROUP_ON_CLOSE, true);
    takeover(settings, (int) config.takeoverAfter().toMillis());
    config.instanceId().ifPresent(id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
    settings.putAll(config.streams());
    return settings;
  }

  /**
   * Others hear of a member's death with their own next sign of life. What it left open in the
   * worker topics holds up every reader of them until the cluster drops it, so that is as long.
   */
  private static void takeover(Map<String, Object> settings, int silenceMs) {
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, silenceMs);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, silenceMs / SIGNS_OF_LIFE);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, silenceMs);
    settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, SPREAD_AGAIN.toMillis());
  }
}
