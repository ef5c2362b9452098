package dev.runtimebridge.lifecycle.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which cluster holds the log. */
@ConfigMapping(prefix = "bridge.kafka")
public interface KafkaConfig {

  /** Brokers to begin with, as host:port, separated by commas. */
  @WithDefault("${KAFKA_BOOTSTRAP_SERVERS:localhost:9092}")
  String bootstrapServers();
}
