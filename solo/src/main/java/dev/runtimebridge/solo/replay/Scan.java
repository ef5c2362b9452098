package dev.runtimebridge.solo.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads a stretch of a topic on several threads, each partition in order on one of them. */
final class Scan {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final ReadLog log;
  private final int threads;

  Scan(ReadLog log, int threads) {
    this.log = log;
    this.threads = threads;
  }

  /**
   * Gives {@code each} every committed record, of one partition on one thread at a time.
   *
   * @return how many there were
   * @throws LogUnavailable if the cluster falls silent
   * @throws LogUnreadable if {@code each} could not read one
   */
  long read(Stretch stretch, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    List<List<TopicPartition>> shares = shares(stretch);
    try (var pool = Executors.newFixedThreadPool(Math.max(1, shares.size()))) {
      List<Future<Long>> readings = new ArrayList<>();
      for (List<TopicPartition> share : shares) {
        readings.add(pool.submit(() -> read(share, stretch, each)));
      }
      long records = 0;
      for (Future<Long> reading : readings) {
        records += reading.get();
      }
      return records;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailable("interrupted while reading the log", e);
    }
  }

  /** Partitions with records, shared so that no thread has much more than another. */
  private List<List<TopicPartition>> shares(Stretch stretch) {
    List<TopicPartition> longestFirst =
        stretch.to().keySet().stream()
            .filter(partition -> stretch.length(partition) > 0)
            .sorted(Comparator.comparingLong(stretch::length).reversed())
            .toList();
    int count = Math.min(threads, longestFirst.size());
    List<List<TopicPartition>> shares = new ArrayList<>();
    long[] loads = new long[count];
    for (int i = 0; i < count; i++) {
      shares.add(new ArrayList<>());
    }
    for (TopicPartition partition : longestFirst) {
      int lightest = 0;
      for (int i = 1; i < count; i++) {
        lightest = loads[i] < loads[lightest] ? i : lightest;
      }
      shares.get(lightest).add(partition);
      loads[lightest] += stretch.length(partition);
    }
    return shares;
  }

  private long read(
      List<TopicPartition> share, Stretch stretch, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (var reader = log.reader()) {
      reader.assign(share);
      share.forEach(partition -> reader.seek(partition, stretch.first(partition)));
      Set<TopicPartition> open = new HashSet<>(share);
      long records = 0;
      long heard = System.nanoTime();
      while (!open.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          if (record.offset()
              < stretch.end(new TopicPartition(record.topic(), record.partition()))) {
            each.accept(record);
            records++;
          }
          heard = System.nanoTime();
        }
        List<TopicPartition> done =
            open.stream()
                .filter(partition -> reader.position(partition) >= stretch.end(partition))
                .toList();
        reader.pause(done);
        done.forEach(open::remove);
        if (System.nanoTime() - heard > SILENCE.toNanos()) {
          throw new LogUnavailable("%s gave nothing for %s".formatted(open, SILENCE));
        }
      }
      return records;
    } catch (KafkaException e) {
      throw new LogUnavailable("the log cannot be read on: " + e.getMessage(), e);
    }
  }
}
