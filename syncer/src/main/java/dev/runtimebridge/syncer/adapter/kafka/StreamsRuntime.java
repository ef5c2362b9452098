package dev.runtimebridge.syncer.adapter.kafka;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import dev.runtimebridge.syncer.domain.RetryPolicy;
import dev.runtimebridge.syncer.port.Clock;
import dev.runtimebridge.syncer.topology.InputCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns {@link KafkaStreams}: waits for the cluster, makes the topics, starts the streams, and when
 * they end by an error starts them again a little later. Nothing here ends the process.
 */
public final class StreamsRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsRuntime.class);
  private static final RetryPolicy RESTART =
      new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 0.2);
  private static final Duration TOPICS_WITHIN = Duration.ofSeconds(20);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(10);
  private static final Duration STEADY = Duration.ofMinutes(2);

  private final Settings settings;
  private final Supplier<Topology> topology;
  private final Clock clock;
  private final InputCheck inputs;
  private final StoppedPartitions stopped = new StoppedPartitions();
  private final Thread thread;
  private volatile @Nullable KafkaStreams streams;
  private volatile Optional<String> trouble = Optional.of("waiting for the Kafka cluster");

  /**
   * What the runtime is made of.
   *
   * @param bootstrapServers brokers to begin with
   * @param topics topics that must be there
   * @param replicas copies that the cluster keeps of a topic that is made
   * @param streams settings of Kafka Streams
   */
  public record Settings(
      String bootstrapServers, TopicCatalogue topics, short replicas, Map<String, Object> streams) {
    /** Copies the map. */
    public Settings {
      streams = Map.copyOf(streams);
    }
  }

  /** Begins to start the streams; returns at once. */
  public StreamsRuntime(Settings settings, Supplier<Topology> topology, Clock clock) {
    this.settings = settings;
    this.topology = topology;
    this.clock = clock;
    this.inputs = new InputCheck(settings.topics());
    this.thread = Thread.ofPlatform().daemon().name("streams-runtime").start(this::run);
  }

  /** Whether records are being processed. */
  public boolean running() {
    KafkaStreams current = streams;
    return current != null && current.state() == KafkaStreams.State.RUNNING;
  }

  /** What the streams do or wait for. */
  public String state() {
    KafkaStreams current = streams;
    return trouble.orElse(current == null ? "starting" : current.state().name());
  }

  /** Where partitions stand before a record that cannot be read, and why; they wait there. */
  public List<String> stoppedPartitions() {
    return stopped.texts();
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
        Optional<String> ended = once();
        if (System.nanoTime() - began > STEADY.toNanos()) {
          failures = 1;
        }
        Duration wait = RESTART.delay(failures, clock.chance());
        if (!ended.equals(trouble)) {
          LOG.warn("Streams wait and start again: error={}", ended.orElse("unknown"));
        }
        trouble = ended;
        clock.pause(wait);
      }
    } catch (InterruptedException e) {
      LOG.debug("Streams are closed");
    }
  }

  /** Runs the streams until an error ends them, which is returned. */
  private Optional<String> once() throws InterruptedException {
    var ended = new CountDownLatch(1);
    @Nullable KafkaStreams current = null;
    try {
      createTopics();
      current =
          new KafkaStreams(
              topology.get(), properties(), new StoppingClients(inputs::fault, stopped));
      Failure failure = new Failure(ended);
      current.setUncaughtExceptionHandler(failure::handle);
      current.setStateListener(
          (now, before) -> {
            LOG.info("Streams changed state: from={} to={}", before, now);
            if (now == KafkaStreams.State.ERROR) {
              ended.countDown();
            }
            if (now == KafkaStreams.State.RUNNING) {
              trouble = Optional.empty();
            }
          });
      streams = current;
      current.start();
      ended.await();
      return failure.message();
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      streams = null;
      if (current != null) {
        current.close(CLOSES_WITHIN);
      }
    }
  }

  private void createTopics() {
    try (Admin admin =
        Admin.create(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()))) {
      TopicCreation.ensure(admin, settings.topics(), settings.replicas(), TOPICS_WITHIN);
    }
  }

  private Properties properties() {
    var properties = new Properties();
    properties.putAll(settings.streams());
    return properties;
  }

  /** Remembers what ended a stream thread. */
  private static final class Failure {
    private final CountDownLatch ended;
    private volatile Optional<String> message = Optional.empty();

    Failure(CountDownLatch ended) {
      this.ended = ended;
    }

    StreamThreadExceptionResponse handle(Throwable error) {
      Throwable root = error;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      message = Optional.of(root == error ? error.toString() : error.getMessage() + ": " + root);
      LOG.error("Stream thread ended: error={}", message.orElse(""), error);
      ended.countDown();
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    Optional<String> message() throws InterruptedException {
      // The handler runs on the thread that failed, a moment before the state changes.
      return ended.await(1, TimeUnit.SECONDS) ? message : Optional.empty();
    }
  }
}
