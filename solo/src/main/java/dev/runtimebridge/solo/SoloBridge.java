package dev.runtimebridge.solo;

import dev.runtimebridge.broker.KeptBroker;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running bridge: an embedded broker unless a cluster is given, and all services as one Quarkus
 * application. The broker starts before the services and stops after them, so that they can commit
 * what they hold.
 */
public final class SoloBridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SoloBridge.class);
  private static final Duration START_DEADLINE = Duration.ofSeconds(30);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

  private final @Nullable KeptBroker broker;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private SoloBridge(@Nullable KeptBroker broker) {
    this.broker = broker;
  }

  /** Starts everything; returns while the services are still coming up. */
  public static SoloBridge start(SoloSettings settings) {
    KeptBroker broker =
        settings.bootstrapServers().isPresent() ? null : KeptBroker.start(settings.data().kafka());
    String bootstrap = bootstrapServers(settings, broker);
    if (broker != null) {
      tellAddress(settings.data(), bootstrap);
    }
    createTopics(bootstrap);
    configure(settings, bootstrap);
    var bridge = new SoloBridge(broker);
    // Quarkus has a shutdown hook of its own; this one waits for it, then closes the broker.
    Runtime.getRuntime().addShutdownHook(new Thread(bridge::closeBroker, "solo-shutdown"));
    new Thread(bridge::runServices, "solo-services").start();
    return bridge;
  }

  /** A default of this process, which a system property on its command line overrules. */
  public static void setUnlessGiven(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /** True once the services have ended, by {@link #close()}, by a signal or by a failed start. */
  public boolean hasStopped() {
    return stopped.getCount() == 0;
  }

  /** Blocks until the services have ended. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /** Stops the services, then the broker. */
  @Override
  public void close() {
    Quarkus.asyncExit();
    closeBroker();
  }

  private void runServices() {
    Quarkus.run(WaitForExit.class, (code, failure) -> stopped.countDown());
  }

  private synchronized void closeBroker() {
    try {
      stopped.await(STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (broker != null) {
      broker.close();
    }
  }

  private static void tellAddress(DataFolder data, String bootstrap) {
    try {
      Files.writeString(data.brokerAddress(), bootstrap + "\n");
    } catch (IOException e) {
      // Only who reads the log beside this process misses it.
      LOG.warn("Address not told: file={} error={}", data.brokerAddress(), e.toString());
    }
  }

  private static String bootstrapServers(SoloSettings settings, @Nullable KeptBroker broker) {
    return Optional.ofNullable(broker)
        .map(KeptBroker::bootstrapServers)
        .or(settings::bootstrapServers)
        .orElseThrow();
  }

  /** Before the services start, so that none of them has to wait for another's topics. */
  private static void createTopics(String bootstrap) {
    var config = ConfigProvider.getConfig();
    var topics =
        TopicCatalogue.of(
            config.getValue("bridge.topics.prefix", String.class),
            config.getValue("bridge.topics.worker-partitions", Integer.class));
    short replicas = config.getValue("bridge.topics.replicas", Short.class);
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      TopicCreation.ensure(admin, topics, replicas, START_DEADLINE);
    }
  }

  /** System properties are where Quarkus looks first; nothing secret is among them. */
  private static void configure(SoloSettings settings, String bootstrap) {
    Map.of(
            "bridge.kafka.bootstrap-servers", bootstrap,
            "bridge.submitter.para.endpoints", String.join(",", settings.paraEndpoints()),
            "bridge.submitter.key-dir", settings.data().keys().toString(),
            "bridge.fetcher.relay.endpoints", String.join(",", settings.relayEndpoints()),
            "bridge.fetcher.para.endpoints", String.join(",", settings.paraEndpoints()),
            "bridge.syncer.state-dir", settings.data().tables().toString(),
            "bridge.dispatcher.state-dir", settings.data().rounds().toString(),
            "bridge.api.data-dir", settings.data().api().toString(),
            "quarkus.http.port", Integer.toString(settings.port()),
            "quarkus.log.file.path", settings.data().log().toString())
        .forEach(SoloBridge::setUnlessGiven);
  }
}
