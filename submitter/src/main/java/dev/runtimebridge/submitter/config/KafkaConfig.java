package dev.runtimebridge.submitter.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the log is. */
@ConfigMapping(prefix = "bridge.kafka")
public interface KafkaConfig {

  /** Brokers to begin with, {@code host:port}, separated by commas. */
  @WithDefault("localhost:9092")
  String bootstrapServers();
}
