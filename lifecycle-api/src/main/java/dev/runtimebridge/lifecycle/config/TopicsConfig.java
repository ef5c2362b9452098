package dev.runtimebridge.lifecycle.config;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which topics of the cluster are this bridge's. */
@ConfigMapping(prefix = "bridge.topics")
public interface TopicsConfig {

  /** What the topics' names begin with. */
  @WithDefault("bridge")
  String prefix();

  /** Partitions of the topics that are keyed by worker. */
  @WithDefault("8")
  int workerPartitions();

  /** Copies that the cluster keeps of each partition. */
  @WithDefault("1")
  short replicas();

  /** The topics by these settings. */
  default TopicCatalogue catalogue() {
    return TopicCatalogue.of(prefix(), workerPartitions());
  }
}
