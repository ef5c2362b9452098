package dev.runtimebridge.syncer.adapter.kafka;

import dev.runtimebridge.syncer.port.LogUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A few consumers that take turns: a consumer is for one thread at a time, and each keeps what it
 * fetched ahead in memory. Only what is committed is read.
 */
final class LogClients implements AutoCloseable {
  /** A fetch ahead that waits at the end of one topic would keep the next read waiting. */
  private static final Duration FETCH_MAX_WAIT = Duration.ofMillis(10);

  private final BlockingQueue<Consumer<byte[], byte[]>> idle;
  private final Duration deadline;

  /**
   * Makes {@code count} consumers.
   *
   * @param deadline longest wait for a turn, and for the cluster
   */
  LogClients(String bootstrapServers, int count, Duration deadline) {
    this.idle = new ArrayBlockingQueue<>(count);
    this.deadline = deadline;
    for (int i = 0; i < count; i++) {
      idle.add(consumer(bootstrapServers, deadline, FETCH_MAX_WAIT));
    }
  }

  /**
   * A consumer without a group that reads what is committed and never jumps by itself.
   *
   * @param fetchMaxWait how long the broker may keep a fetch at the end of a topic
   */
  static Consumer<byte[], byte[]> consumer(
      String bootstrapServers, Duration deadline, Duration fetchMaxWait) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) deadline.toMillis());
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) fetchMaxWait.toMillis());
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Lets {@code work} use a consumer; every error of Kafka becomes {@link LogUnavailable}. */
  <T> T with(Function<Consumer<byte[], byte[]>, T> work) {
    Consumer<byte[], byte[]> consumer = take();
    try {
      return work.apply(consumer);
    } catch (KafkaException e) {
      throw new LogUnavailable("the log cannot be read: " + e.getMessage(), e);
    } finally {
      idle.add(consumer);
    }
  }

  Duration deadline() {
    return deadline;
  }

  /** Closes those that are idle; who still reads one loses it. */
  @Override
  public void close() {
    for (var consumer = idle.poll(); consumer != null; consumer = idle.poll()) {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }

  private Consumer<byte[], byte[]> take() {
    try {
      Consumer<byte[], byte[]> consumer = idle.poll(deadline.toMillis(), TimeUnit.MILLISECONDS);
      if (consumer == null) {
        throw new LogUnavailable("all readers of the log were busy for " + deadline);
      }
      return consumer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailable("told to end while waiting for a reader of the log", e);
    }
  }
}
