package dev.runtimebridge.syncer.adapter;

import dev.runtimebridge.syncer.config.KafkaConfig;
import dev.runtimebridge.syncer.config.SyncerConfig;
import dev.runtimebridge.syncer.config.TopicsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the syncer with the application, where it is enabled, and stops it with it. */
@ApplicationScoped
public class SyncerLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SyncerLifecycle.class);

  private final SyncerConfig config;
  private final KafkaConfig kafka;
  private final TopicsConfig topics;
  private volatile Optional<SyncerService> service = Optional.empty();

  SyncerLifecycle(SyncerConfig config, KafkaConfig kafka, TopicsConfig topics) {
    this.config = config;
    this.kafka = kafka;
    this.topics = topics;
  }

  /** The running syncer; absent where it is not enabled. */
  public Optional<SyncerService> service() {
    return service;
  }

  void start(@Observes StartupEvent event) {
    if (!config.enabled()) {
      LOG.info("Syncer is not enabled");
      return;
    }
    LOG.info(
        "Syncer starts: bootstrapServers={} stateDir={}",
        kafka.bootstrapServers(),
        config.stateDir());
    service = Optional.of(new SyncerService(kafka.bootstrapServers(), config, topics));
  }

  void stop(@Observes ShutdownEvent event) {
    service.ifPresent(SyncerService::close);
  }
}
