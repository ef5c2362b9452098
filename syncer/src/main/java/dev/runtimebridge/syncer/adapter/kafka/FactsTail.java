package dev.runtimebridge.syncer.adapter.kafka;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.syncer.facts.FactsTable;
import dev.runtimebridge.syncer.port.LogUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code chain.para-state} and the pools of {@code worker.state} into a {@link FactsTable},
 * from their beginning and then for as long as its thread runs. A cluster that is away is waited
 * for; a record that cannot be read stops it there, and {@link #trouble} says which.
 */
public final class FactsTail implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FactsTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

  private final String bootstrapServers;
  private final Duration deadline;
  private final Topic<ParaStateRecord> paraState;
  private final Topic<AggregateStateRecord> workerState;
  private final FactsTable table;
  private final Thread thread;
  private volatile Optional<String> trouble = Optional.of("the facts of the chain are being read");

  /** Begins to read. */
  public FactsTail(
      String bootstrapServers, TopicCatalogue topics, FactsTable table, Duration deadline) {
    this.bootstrapServers = bootstrapServers;
    this.deadline = deadline;
    this.paraState = topics.paraState();
    this.workerState = topics.workerState();
    this.table = table;
    this.thread = Thread.ofPlatform().daemon().name("facts-tail").start(this);
  }

  /** Why the facts are not followed at present. */
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        follow();
      } catch (InterruptException e) {
        LOG.debug("Facts are no longer followed");
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        waitAfter(e);
      }
    }
  }

  private void follow() {
    Consumer<byte[], byte[]> consumer = LogClients.consumer(bootstrapServers, deadline, POLL);
    try {
      table.clear();
      read(consumer);
    } finally {
      // With the flag set, close() would fail in place of taking leave of the broker.
      boolean interrupted = Thread.interrupted();
      consumer.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>(partitions(paraState));
    partitions.addAll(partitions(workerState));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, deadline);
    boolean complete = false;
    while (!Thread.currentThread().isInterrupted()) {
      consumer.poll(POLL).forEach(this::take);
      if (!complete && reached(consumer, ends)) {
        complete = true;
        table.complete();
        trouble = Optional.empty();
        LOG.info("Facts of the chain are complete");
      }
    }
  }

  private static boolean reached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void take(ConsumerRecord<byte[], byte[]> raw) {
    if (raw.value() == null) {
      return;
    }
    try {
      if (raw.topic().equals(paraState.name())) {
        table.apply(value(paraState, raw));
      } else {
        table.apply(value(workerState, raw));
      }
    } catch (RuntimeException e) {
      throw new LogUnavailable(
          "the record at topic %s, partition %d, offset %d cannot be read: %s"
              .formatted(raw.topic(), raw.partition(), raw.offset(), e.getMessage()),
          e);
    }
  }

  private static <V extends MessageLite> V value(
      Topic<V> topic, ConsumerRecord<byte[], byte[]> raw) {
    return topic.value().deserializer().deserialize(topic.name(), raw.value());
  }

  private static List<TopicPartition> partitions(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .toList();
  }

  private void waitAfter(RuntimeException e) {
    String why = String.valueOf(e.getMessage());
    if (!trouble.equals(Optional.of(why))) {
      LOG.warn("Facts cannot be followed, trying again: error={}", why);
    }
    trouble = Optional.of(why);
    try {
      Thread.sleep(AGAIN_AFTER);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      if (!thread.join(Duration.ofSeconds(5))) {
        LOG.warn("Facts did not stop being read in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
