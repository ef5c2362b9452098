package dev.runtimebridge.dispatcher.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the topics of this bridge are named and made. */
@ConfigMapping(prefix = "bridge.topics")
public interface TopicsConfig {

  /** First part of every topic's name, so that several bridges share a cluster. */
  @WithDefault("bridge")
  String prefix();

  /** Partitions of the topics that are keyed by worker. */
  @WithDefault("8")
  int workerPartitions();

  /** Copies that the cluster keeps of each partition. */
  @WithDefault("1")
  short replicas();
}
