package dev.runtimebridge.dispatcher.testing;

import dev.runtimebridge.dispatcher.adapter.DispatcherService;
import dev.runtimebridge.dispatcher.config.DispatcherConfig;
import dev.runtimebridge.dispatcher.config.TopicsConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A dispatcher without an application around it, with settings as a user gives them. */
public final class TestConfig {
  private TestConfig() {}

  /** Settings, with the defaults of the product. */
  public static DispatcherConfig dispatcher(Map<String, String> values) {
    return config(values).getConfigMapping(DispatcherConfig.class);
  }

  /**
   * Short rounds, three tasks each, and quick to try again.
   *
   * @param more settings that win
   */
  public static DispatcherService start(
      String bootstrapServers,
      String prefix,
      Path stateDir,
      String instance,
      Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("bridge.topics.prefix", prefix);
    values.put("bridge.topics.worker-partitions", "2");
    values.put("bridge.dispatcher.state-dir", stateDir.toString());
    values.put("bridge.dispatcher.instance-id", instance);
    values.put("bridge.dispatcher.round-blocks", "10");
    values.put("bridge.dispatcher.tasks", "3");
    values.put("bridge.dispatcher.window-blocks", "8");
    values.put("bridge.dispatcher.freeze-blocks", "5");
    values.put("bridge.dispatcher.takeover-after", "2s");
    values.put("bridge.dispatcher.transaction-timeout", "3s");
    values.put("bridge.dispatcher.task.timeout", "1s");
    values.put("bridge.dispatcher.task.retry-first", "100ms");
    values.put("bridge.dispatcher.task.retry-cap", "500ms");
    values.put("bridge.dispatcher.task.report-again", "2s");
    values.putAll(more);
    SmallRyeConfig config = config(values);
    return new DispatcherService(
        bootstrapServers,
        config.getConfigMapping(DispatcherConfig.class),
        config.getConfigMapping(TopicsConfig.class));
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(DispatcherConfig.class)
        .withMapping(TopicsConfig.class)
        .withSources(new PropertiesConfigSource(values, "test", 500))
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .build();
  }
}
