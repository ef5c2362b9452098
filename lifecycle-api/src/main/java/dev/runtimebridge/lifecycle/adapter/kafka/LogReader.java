package dev.runtimebridge.lifecycle.adapter.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of the tables' topics from the beginning, on one thread of its own, and
 * goes on for ever: a cluster that is not there is waited for, and a record that cannot be read
 * stops its partition at that record.
 */
final class LogReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(2);
  private static final Duration CHECK = Duration.ofSeconds(3);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Runnable createTopics;
  private final TableFeed tables;
  private final Runnable whenReadyChanges;
  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
  private final Map<TopicPartition, String> stopped = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Consumer<String, byte[]> consumer;
  private volatile boolean wasComplete;
  private volatile String waitingFor = "the log was not reached yet";

  /**
   * A reader that is not started yet.
   *
   * @param createTopics makes sure that the topics are there
   * @param whenReadyChanges called on the reader's thread
   */
  LogReader(
      Supplier<Consumer<String, byte[]>> consumers,
      Runnable createTopics,
      TableFeed tables,
      Runnable whenReadyChanges) {
    this.consumers = consumers;
    this.createTopics = createTopics;
    this.tables = tables;
    this.whenReadyChanges = whenReadyChanges;
    this.thread = Thread.ofPlatform().daemon().name("lifecycle-api-tables").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Why the tables do not answer at all; empty once they were complete, however old they get. */
  Optional<String> cannotAnswerBecause() {
    return stopped.isEmpty() && wasComplete ? Optional.empty() : notReadyBecause();
  }

  /** Why the tables are not up to date and commands have no way; empty when all is well. */
  Optional<String> notReadyBecause() {
    if (!stopped.isEmpty()) {
      return Optional.of(String.join("; ", stopped.values()));
    }
    return waitingFor.isEmpty() ? Optional.empty() : Optional.of(waitingFor);
  }

  @Override
  public void close() {
    closing.countDown();
    Consumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      if (!thread.join(STOP)) {
        LOG.warn("Log reader did not stop: timeout={}", STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed()) {
      try {
        createTopics.run();
        try (Consumer<String, byte[]> fresh = consumers.get()) {
          consumer = fresh;
          read(fresh);
        }
      } catch (WakeupException | InterruptException e) {
        LOG.debug("Log reader interrupted", e);
      } catch (KafkaException e) {
        LOG.warn(
            "Log not readable, trying again: delay={} error={}", BETWEEN_ATTEMPTS, e.toString());
        setWaitingFor("the log cannot be read (%s)".formatted(e.getMessage()));
        pause();
      } finally {
        consumer = null;
      }
    }
  }

  private void read(Consumer<String, byte[]> log) {
    List<TopicPartition> partitions =
        tables.topicNames().stream()
            .flatMap(topic -> log.partitionsFor(topic, ANSWER).stream())
            .map(LogReader::partition)
            .toList();
    log.assign(partitions);
    for (TopicPartition partition : partitions) {
      Long position = next.get(partition);
      if (position == null) {
        log.seekToBeginning(List.of(partition));
      } else {
        log.seek(partition, position);
      }
    }
    stopped.clear();
    Map<TopicPartition, Long> ends = log.endOffsets(partitions, ANSWER);
    boolean caughtUp = false;
    long checkAt = System.nanoTime();
    while (!closed()) {
      take(log, log.poll(POLL));
      if (!caughtUp) {
        long missing = missing(log, ends);
        caughtUp = missing == 0;
        wasComplete |= caughtUp;
        setWaitingFor(
            caughtUp ? "" : "%d records of the log are still to be read".formatted(missing));
      } else if (System.nanoTime() - checkAt > 0) {
        checkThatTheLogIsThere(log, partitions);
        checkAt = System.nanoTime() + BETWEEN_CHECKS.toNanos();
      }
    }
  }

  // A poll without a broker is as quiet as one without news.
  private void checkThatTheLogIsThere(
      Consumer<String, byte[]> log, List<TopicPartition> partitions) {
    try {
      log.endOffsets(partitions, CHECK);
      setWaitingFor("");
    } catch (TimeoutException e) {
      LOG.debug("Log out of reach", e);
      setWaitingFor(
          "no broker of the log has answered for %d seconds; reading and writing go on by themselves when one is back"
              .formatted(CHECK.toSeconds()));
    }
  }

  private void take(Consumer<String, byte[]> log, ConsumerRecords<String, byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
        if (!take(record)) {
          log.pause(List.of(partition));
          log.seek(partition, record.offset());
          break;
        }
        next.put(partition, record.offset() + 1);
      }
    }
  }

  // Whatever a record makes the tables throw, the answer is the same: it is not skipped.
  private boolean take(ConsumerRecord<String, byte[]> record) {
    try {
      tables.accept(record);
      return true;
    } catch (RuntimeException e) {
      var at = new TopicPartition(record.topic(), record.partition());
      String sentence =
          "the record of topic %s in partition %d at offset %d cannot be read (%s): repair it or run a version that knows it, then start again"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage());
      LOG.error(
          "Partition stopped: topic={} partition={} offset={}",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
      stopped.put(at, sentence);
      whenReadyChanges.run();
      return false;
    }
  }

  private static long missing(Consumer<String, byte[]> log, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - log.position(end.getKey(), ANSWER)))
        .sum();
  }

  private void setWaitingFor(String sentence) {
    boolean changed = sentence.isEmpty() != waitingFor.isEmpty();
    waitingFor = sentence;
    if (changed) {
      LOG.info("Tables changed readiness: ready={} waitingFor={}", sentence.isEmpty(), sentence);
      whenReadyChanges.run();
    }
  }

  private void pause() {
    try {
      if (closing.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Log reader closed while waiting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }
}
