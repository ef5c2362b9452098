package dev.runtimebridge.solo.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.syncer.topology.ReplayedAggregate;
import dev.runtimebridge.syncer.topology.UnreadableRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * {@code worker.state} against {@code worker.events}. Where the bridge runs meanwhile, each state
 * is compared as of the event that it shows, and events that it does not show yet are waited for.
 */
final class WorkerStateTable {
  private static final Duration CATCHES_UP_WITHIN = Duration.ofSeconds(10);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final String COMPARED =
      "every column but those that are readings of a session and no events (ADR 3):"
          + " progress; attempt, words and time of a retry after the first of its kind;"
          + " values of the chain that move with each block; id and time of the last input";

  private final ReadLog log;
  private final Scan scan;
  private final Newest live;
  private final Map<TopicPartition, EventFold> folds = new ConcurrentHashMap<>();
  private final Map<String, AggregateStateRecord> shown = new HashMap<>();
  private final List<Difference> differences = new ArrayList<>();

  WorkerStateTable(ReadLog log, Scan scan, Newest live) {
    this.log = log;
    this.scan = scan;
    this.live = live;
  }

  TableReport compare() {
    long began = System.nanoTime();
    for (String key : live.keys()) {
      parsed(key).ifPresent(state -> shown.put(key, state));
    }
    String topic = log.topics().workerEvents().name();
    Stretch events = log.whole(topic);
    long records = fold(events);
    records += catchUp(events);
    Map<String, EventFold.Row> rows = rows();
    SortedSet<String> keys = new TreeSet<>(shown.keySet());
    keys.addAll(rows.keySet());
    folds.values().forEach(fold -> differences.addAll(fold.gaps()));
    var rebuilt = new Digest();
    var there = new Digest();
    for (String key : keys) {
      Optional<ReplayedAggregate.Comparison> compared = compare(key, rows.get(key));
      compared.ifPresent(
          both -> {
            rebuilt.add(key, both.rebuilt().toByteArray());
            there.add(key, both.live().toByteArray());
          });
      if (compared.isEmpty() && shown.containsKey(key)) {
        there.add(key, shown.get(key).toByteArray());
      }
    }
    return new TableReport(
        log.topics().workerState().name(),
        topic,
        COMPARED,
        records,
        shown.size(),
        differences,
        rebuilt.text(),
        there.text(),
        Duration.ofNanos(System.nanoTime() - began),
        Optional.empty());
  }

  private long fold(Stretch events) {
    return scan.read(
        events,
        record ->
            folds
                .computeIfAbsent(
                    new TopicPartition(record.topic(), record.partition()),
                    partition -> new EventFold(this::shownSequence))
                .take(record));
  }

  private long shownSequence(String key) {
    AggregateStateRecord state = shown.get(key);
    return state == null ? 0 : state.getSequence();
  }

  /** Event and state are written in one transaction, but seen a moment apart. */
  private long catchUp(Stretch events) {
    Map<String, Long> unshown = new HashMap<>();
    rows()
        .forEach(
            (key, row) -> {
              if (row.now().sequence() > shownSequence(key)) {
                unshown.put(key, row.now().sequence());
              }
            });
    Duration patience = log.live() ? CATCHES_UP_WITHIN : STOPPED_WITHIN;
    long deadline = System.nanoTime() + patience.toNanos();
    Stretch newest = events;
    long records = 0;
    while (!(unshown.isEmpty() && hasAllShown()) && System.nanoTime() < deadline) {
      newest = log.since(newest);
      records += fold(newest);
      live.readOn();
      unshown.entrySet().removeIf(event -> reached(event.getKey()) >= event.getValue());
      pause();
    }
    unshown.forEach(
        (key, sequence) ->
            differ(
                key,
                "event %d has not come to the live state, which shows event %d"
                    .formatted(sequence, reached(key))));
    return records;
  }

  private boolean hasAllShown() {
    Map<String, EventFold.Row> rows = rows();
    return shown.entrySet().stream()
        .allMatch(
            entry -> {
              EventFold.Row row = rows.get(entry.getKey());
              return row != null && row.now().sequence() >= entry.getValue().getSequence();
            });
  }

  private long reached(String key) {
    return parsed(key).map(AggregateStateRecord::getSequence).orElse(0L);
  }

  private Optional<AggregateStateRecord> parsed(String key) {
    try {
      Optional<byte[]> value = live.get(key);
      return value.isEmpty()
          ? Optional.empty()
          : Optional.of(AggregateStateRecord.parseFrom(value.get()));
    } catch (InvalidProtocolBufferException e) {
      differences.add(Difference.of(key, "the live state cannot be read: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private Map<String, EventFold.Row> rows() {
    Map<String, EventFold.Row> all = new TreeMap<>();
    folds.forEach(
        (partition, fold) ->
            fold.rows()
                .forEach(
                    (key, row) -> {
                      if (all.put(key, row) != null) {
                        throw new LogUnavailable(
                            "events of %s stand in several partitions of %s: their order is lost"
                                .formatted(key, partition.topic()));
                      }
                    }));
    return all;
  }

  private Optional<ReplayedAggregate.Comparison> compare(String key, EventFold.@Nullable Row row) {
    AggregateStateRecord state = shown.get(key);
    if (row == null) {
      differ(
          key,
          "the live state shows event %d, but the log has none of it"
              .formatted(shownSequence(key)));
      return Optional.empty();
    }
    if (state == null) {
      // It came while the log was read, or never; the latter is told already.
      return parsed(key)
          .filter(newest -> newest.getSequence() == row.now().sequence())
          .flatMap(newest -> compare(key, row.now(), newest));
    }
    if (row.asShown().isEmpty()) {
      differ(
          key,
          "the live state shows event %d, but the log's events of it end with %d"
              .formatted(state.getSequence(), row.now().sequence()));
      return Optional.empty();
    }
    return compare(key, row.asShown().get(), state);
  }

  private Optional<ReplayedAggregate.Comparison> compare(
      String key, ReplayedAggregate replayed, AggregateStateRecord state) {
    try {
      ReplayedAggregate.Comparison both = replayed.against(state);
      if (!both.same()) {
        differences.add(new Difference(key, MessageDiff.of(both.rebuilt(), both.live())));
      }
      return Optional.of(both);
    } catch (UnreadableRecord e) {
      differ(key, "the live state cannot be read: %s".formatted(e.getMessage()));
      return Optional.empty();
    }
  }

  private void differ(String key, String detail) {
    differences.add(Difference.of(key, detail));
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailable("interrupted while the live tables catch up", e);
    }
  }
}
