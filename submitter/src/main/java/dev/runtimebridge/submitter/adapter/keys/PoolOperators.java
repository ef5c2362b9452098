package dev.runtimebridge.submitter.adapter.keys;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.submitter.adapter.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the key ring as the topic {@code worker.state} says, on a thread of its own. Operators of
 * the past, which the topic may still hold, are never told to the ring as those of the present.
 */
public final class PoolOperators implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PoolOperators.class);
  private static final String POOL = "pool/";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);

  private final KafkaClients clients;
  private final TopicCatalogue topics;
  private final String topic;
  private final KeyRing ring;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("submitter-keys").daemon().unstarted(this::run);
  private volatile boolean complete;

  /** Operators that are not read yet; {@code ring} is filled here and closed by who made it. */
  public PoolOperators(KafkaClients clients, TopicCatalogue topics, KeyRing ring) {
    this.clients = clients;
    this.topics = topics;
    this.topic = topics.workerState().name();
    this.ring = ring;
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Whether its thread runs. */
  public boolean alive() {
    return thread.isAlive();
  }

  /** Whether all operators that the log held at the start were read. */
  public boolean complete() {
    return complete;
  }

  private void run() {
    while (stopped.getCount() > 0) {
      try (Consumer<byte[], byte[]> consumer = clients.reader()) {
        clients.ensureTopics(topics);
        follow(consumer);
      } catch (KafkaException e) {
        LOG.warn("the pools' operators are read anew: error={}", e.getMessage());
        pause();
      } catch (RuntimeException e) {
        LOG.error("reading the pools' operators met an error and begins anew: error={}", e, e);
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    var operators = new HashMap<Long, PoolOperator>();
    while (stopped.getCount() > 0 && !reached(consumer, ends)) {
      consumer.poll(POLL).forEach(record -> take(record, operators::put, operators::remove));
    }
    if (stopped.getCount() > 0) {
      ring.setAll(operators);
      complete = true;
    }
    while (stopped.getCount() > 0) {
      consumer.poll(POLL).forEach(record -> take(record, ring::set, ring::remove));
    }
  }

  private static boolean reached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      BiConsumer<Long, PoolOperator> set,
      LongConsumer remove) {
    OptionalLong pid = pid(record.key());
    if (pid.isEmpty()) {
      return;
    }
    try {
      Optional<PoolState> pool =
          record.value() == null
              ? Optional.empty()
              : Optional.of(AggregateStateRecord.parseFrom(record.value()).getPool());
      pool.filter(state -> state.hasOperator() && !state.getDeleted())
          .ifPresentOrElse(
              state -> set.accept(pid.getAsLong(), state.getOperator()),
              () -> remove.accept(pid.getAsLong()));
    } catch (InvalidProtocolBufferException e) {
      LOG.error(
          "a pool's state cannot be read, its operator stays as it was: run the release that wrote"
              + " it, or set the operator anew: topic={} partition={} offset={} pid={}",
          record.topic(),
          record.partition(),
          record.offset(),
          pid.getAsLong());
    }
  }

  private static OptionalLong pid(byte[] key) {
    String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    if (!text.startsWith(POOL)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseUnsignedLong(text.substring(POOL.length())));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private void pause() {
    try {
      if (stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("the pools' operators are no longer read");
      }
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(STOP_DEADLINE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
