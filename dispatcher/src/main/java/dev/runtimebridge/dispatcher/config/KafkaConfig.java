package dev.runtimebridge.dispatcher.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the log is. */
@ConfigMapping(prefix = "bridge.kafka")
public interface KafkaConfig {

  /** Brokers to begin with, as host:port, separated by commas. */
  @WithDefault("${KAFKA_BOOTSTRAP_SERVERS:localhost:9092}")
  String bootstrapServers();
}
