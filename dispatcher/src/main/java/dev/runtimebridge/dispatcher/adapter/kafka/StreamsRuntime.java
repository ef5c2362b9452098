package dev.runtimebridge.dispatcher.adapter.kafka;

import dev.runtimebridge.dispatcher.port.Clock;
import dev.runtimebridge.dispatcher.task.RetryWaits;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns {@link KafkaStreams}: waits for the cluster, makes the topics, starts the streams, and when
 * an error ends them, as a record that cannot be read does, starts them again a little later. In
 * between a dispatcher that stands by can try. Nothing here ends the process.
 */
public final class StreamsRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsRuntime.class);
  private static final RetryWaits RESTART =
      new RetryWaits(Duration.ofSeconds(1), Duration.ofSeconds(30));
  private static final Duration TOPICS_WITHIN = Duration.ofSeconds(20);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(10);
  private static final Duration STEADY = Duration.ofMinutes(2);

  private final Map<String, Object> settings;
  private final TopicCatalogue topics;
  private final short replicas;
  private final Supplier<Topology> topology;
  private final Clock clock;
  private final Thread thread;
  private volatile @Nullable KafkaStreams streams;
  private volatile Optional<String> trouble = Optional.of("waiting for the Kafka cluster");

  /**
   * Begins to start the streams; returns at once.
   *
   * @param settings of Kafka Streams
   * @param topics that must be there
   * @param replicas copies that the cluster keeps of a topic that is made
   */
  public StreamsRuntime(
      Map<String, Object> settings,
      TopicCatalogue topics,
      short replicas,
      Supplier<Topology> topology,
      Clock clock) {
    this.settings = Map.copyOf(settings);
    this.topics = topics;
    this.replicas = replicas;
    this.topology = topology;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("dispatcher-streams").start(this::run);
  }

  /** Whether records are being processed, here or as a copy. */
  public boolean running() {
    KafkaStreams current = streams;
    return current != null && current.state() == KafkaStreams.State.RUNNING;
  }

  /** What the streams do or wait for. */
  public String state() {
    KafkaStreams current = streams;
    return trouble.orElse(current == null ? "starting" : current.state().name());
  }

  /** Stops the streams; what was decided is committed first. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      if (!thread.join(CLOSES_WITHIN.plusSeconds(2))) {
        LOG.warn("Streams did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (int failures = 1; ; failures++) {
        long began = System.nanoTime();
        String error = untilItFails();
        if (System.nanoTime() - began > STEADY.toNanos()) {
          failures = 1;
        }
        LOG.warn("Streams wait and start again: error={}", error);
        trouble = Optional.of(error);
        clock.pause(RESTART.after(failures, clock.chance()));
      }
    } catch (InterruptedException e) {
      LOG.debug("Streams are closed");
    }
  }

  private String untilItFails() throws InterruptedException {
    var failure = new CompletableFuture<String>();
    @Nullable KafkaStreams current = null;
    try {
      createTopics();
      var properties = new Properties();
      properties.putAll(settings);
      current = new KafkaStreams(topology.get(), properties);
      current.setUncaughtExceptionHandler(
          error -> {
            LOG.error("Stream thread ended: error={}", error.toString(), error);
            failure.complete(text(error));
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      current.setStateListener(
          (now, before) -> {
            LOG.info("Streams changed state: from={} to={}", before, now);
            if (now == KafkaStreams.State.RUNNING) {
              trouble = Optional.empty();
            }
          });
      streams = current;
      current.start();
      return failure.get();
    } catch (ExecutionException | RuntimeException e) {
      return text(e);
    } finally {
      streams = null;
      if (current != null) {
        current.close(CLOSES_WITHIN);
      }
    }
  }

  private void createTopics() {
    Object servers = settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
      TopicCreation.ensure(admin, topics, replicas, TOPICS_WITHIN);
    }
  }

  /** What Streams wrap around an error is a whole stack trace. */
  private static String text(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
