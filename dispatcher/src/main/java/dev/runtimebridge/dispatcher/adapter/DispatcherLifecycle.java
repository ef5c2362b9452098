package dev.runtimebridge.dispatcher.adapter;

import dev.runtimebridge.dispatcher.config.DispatcherConfig;
import dev.runtimebridge.dispatcher.config.KafkaConfig;
import dev.runtimebridge.dispatcher.config.TopicsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the dispatcher with the application, where it is enabled, and stops it with it. */
@ApplicationScoped
public class DispatcherLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(DispatcherLifecycle.class);

  private final DispatcherConfig config;
  private final KafkaConfig kafka;
  private final TopicsConfig topics;
  private volatile Optional<DispatcherService> service = Optional.empty();

  DispatcherLifecycle(DispatcherConfig config, KafkaConfig kafka, TopicsConfig topics) {
    this.config = config;
    this.kafka = kafka;
    this.topics = topics;
  }

  /** The running dispatcher; absent where it is not enabled. */
  public Optional<DispatcherService> service() {
    return service;
  }

  void start(@Observes StartupEvent event) {
    if (!config.enabled()) {
      LOG.info("Dispatcher is not enabled");
      return;
    }
    LOG.info(
        "Dispatcher starts: bootstrapServers={} stateDir={} roundBlocks={} tasks={}",
        kafka.bootstrapServers(),
        config.stateDir(),
        config.roundBlocks(),
        config.tasks());
    service = Optional.of(new DispatcherService(kafka.bootstrapServers(), config, topics));
  }

  void stop(@Observes ShutdownEvent event) {
    service.ifPresent(DispatcherService::close);
  }
}
