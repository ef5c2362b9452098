package dev.runtimebridge.syncer.adapter.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.syncer.config.SyncerConfig;
import dev.runtimebridge.syncer.config.TopicsConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
  private static StreamsConfig settings(Map<String, String> given) {
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(SyncerConfig.class)
            .withMapping(TopicsConfig.class)
            .withSources(new PropertiesConfigSource(given, "test", 500))
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .build();
    return new StreamsConfig(
        StreamsSettings.of(
            "localhost:9092",
            config.getConfigMapping(SyncerConfig.class),
            config.getConfigMapping(TopicsConfig.class)));
  }

  private static int member(StreamsConfig settings, String key) {
    Object value = settings.getMainConsumerConfigs("group", "client", 0).get(key);
    return Integer.parseInt(String.valueOf(value));
  }

  @Test
  void shouldTakeSixSecondsOfSilenceForDeath() {
    StreamsConfig settings = settings(Map.of());
    assertEquals(6_000, member(settings, "session.timeout.ms"));
    assertEquals(1_000, member(settings, "heartbeat.interval.ms"));
    assertEquals(1, settings.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG));
  }

  @Test
  void shouldDropWhatADeadSyncerLeftOpenByTheTimeThatOthersTakeOver() {
    StreamsConfig settings = settings(Map.of("bridge.syncer.takeover-after", "20s"));
    Object timeout = settings.getProducerConfigs("client").get("transaction.timeout.ms");
    assertEquals("20000", String.valueOf(timeout));
    assertEquals(20_000, member(settings, "session.timeout.ms"));
    assertTrue(20_000 >= 3 * member(settings, "heartbeat.interval.ms"));
  }

  @Test
  void shouldLetTheOperatorsOwnSettingsOfStreamsWin() {
    StreamsConfig settings =
        settings(Map.of("bridge.syncer.streams.\"session.timeout.ms\"", "60000"));
    assertEquals(60_000, member(settings, "session.timeout.ms"));
  }
}
