package dev.runtimebridge.syncer.testing;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import dev.runtimebridge.syncer.adapter.SyncerService;
import dev.runtimebridge.syncer.config.SyncerConfig;
import dev.runtimebridge.syncer.config.TopicsConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A syncer without an application around it, with settings as a user gives them. */
public final class TestConfig {
  private TestConfig() {}

  /** Makes the topics of a bridge. */
  public static void createTopics(String bootstrapServers, TopicCatalogue topics) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      TopicCreation.ensure(admin, topics, (short) 1, Duration.ofSeconds(30));
    }
  }

  /** A syncer that is quick to notice and to try again. */
  public static SyncerService start(
      String bootstrapServers, String prefix, Path stateDir, Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("bridge.topics.prefix", prefix);
    values.put("bridge.topics.worker-partitions", "2");
    values.put("bridge.syncer.state-dir", stateDir.toString());
    values.put("bridge.syncer.instance-id", "test");
    values.put("bridge.syncer.idle-check", "1s");
    values.put("bridge.syncer.retry-first", "100ms");
    values.put("bridge.syncer.retry-cap", "2s");
    values.put("bridge.syncer.request-timeout", "20s");
    values.put("bridge.syncer.progress-every", "200ms");
    values.putAll(more);
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(SyncerConfig.class)
            .withMapping(TopicsConfig.class)
            .withSources(new PropertiesConfigSource(values, "test", 500))
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .build();
    return new SyncerService(
        bootstrapServers,
        config.getConfigMapping(SyncerConfig.class),
        config.getConfigMapping(TopicsConfig.class));
  }
}
