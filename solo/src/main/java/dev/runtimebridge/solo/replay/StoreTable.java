package dev.runtimebridge.solo.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.StoredAggregate;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.syncer.topology.ReplayedAggregate;
import dev.runtimebridge.syncer.topology.SyncerTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The syncer's store {@code worker-states}, as its changelog has it and RocksDB gets it back: each
 * state is byte for byte one that {@code worker.state} was told, and the commands that must not act
 * twice are those of {@code worker.commands}.
 */
final class StoreTable {
  private final ReadLog log;
  private final Scan scan;
  private final String changelog;
  private final Map<String, StoredAggregate> stored = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Map<String, List<String>> commands = new ConcurrentHashMap<>();
  private final Set<String> sameCommands = ConcurrentHashMap.newKeySet();
  private final List<Difference> differences = new ArrayList<>();
  private Map<TopicPartition, Long> decided = Map.of();
  private long nanos;

  StoreTable(ReadLog log, Scan scan) {
    this.log = log;
    this.scan = scan;
    this.changelog = SyncerTopology.changelog(log.prefix());
  }

  /** Whether there is such a store: it is made by the first syncer. */
  boolean exists() {
    return !log.partitions(changelog).isEmpty();
  }

  /** Reads the store; to be called before the states that it is held against are read. */
  Newest read() {
    long began = System.nanoTime();
    decided = log.committed(SyncerTopology.applicationId(log.prefix()));
    Newest newest = Newest.of(log, scan, changelog, record -> {});
    for (String key : newest.keys()) {
      try {
        stored.put(key, StoredAggregate.parseFrom(newest.get(key).orElseThrow()));
      } catch (InvalidProtocolBufferException e) {
        differences.add(Difference.of(key, "the entry cannot be read: " + e.getMessage()));
      }
    }
    nanos += System.nanoTime() - began;
    return newest;
  }

  /** Takes note of a state that was told to readers. */
  void tell(ConsumerRecord<byte[], byte[]> record) {
    String key = Newest.key(record);
    StoredAggregate entry = stored.get(key);
    if (entry != null && record.value() != null && same(entry.getState(), record.value())) {
      told.add(key);
    } else if (!log.live()) {
      // Nobody writes meanwhile: it is the newest that has to be the same.
      told.remove(key);
    }
  }

  private static boolean same(AggregateStateRecord state, byte[] bytes) {
    return state.getSerializedSize() == bytes.length && Arrays.equals(state.toByteArray(), bytes);
  }

  /** Compares what was read; {@code states} is {@code worker.state}, read after the store. */
  TableReport compare(Newest states) {
    long began = System.nanoTime();
    long records = foldCommands();
    var rebuilt = new Digest();
    var live = new Digest();
    var keys = new TreeSet<>(stored.keySet());
    keys.addAll(states.keys());
    for (String key : keys) {
      StoredAggregate entry = stored.get(key);
      if (entry != null) {
        live.add(key, entry.toByteArray());
        rebuilt.add(key, rebuilt(key, entry, states).toByteArray());
      } else if (!log.live()) {
        differences.add(Difference.of(key, "it is told to readers but not in the store"));
      }
    }
    return new TableReport(
        changelog,
        log.topics().workerState().name() + ", " + log.topics().workerCommands().name(),
        "every byte of each state, and the ids of the commands that must not act twice",
        records + states.records(),
        stored.size(),
        differences,
        rebuilt.text(),
        live.text(),
        Duration.ofNanos(nanos + System.nanoTime() - began),
        Optional.empty());
  }

  private StoredAggregate rebuilt(String key, StoredAggregate entry, Newest states) {
    List<String> details = new ArrayList<>();
    var rebuilt = entry.toBuilder();
    if (!told.contains(key)) {
      rebuilt.setState(newest(key, states));
      details.addAll(MessageDiff.of(rebuilt.getState(), entry.getState()));
      if (details.isEmpty()) {
        details.add("its state was never told to readers as it stands here");
      }
    }
    if (!sameCommands.contains(key)) {
      rebuilt.clearAppliedCommands().addAllAppliedCommands(commands.getOrDefault(key, List.of()));
      details.add(
          "applied_commands: rebuilt %s, live %s"
              .formatted(rebuilt.getAppliedCommandsList(), entry.getAppliedCommandsList()));
    }
    if (!details.isEmpty()) {
      differences.add(new Difference(key, details));
    }
    return rebuilt.build();
  }

  private static AggregateStateRecord newest(String key, Newest states) {
    try {
      Optional<byte[]> told = states.get(key);
      return told.isEmpty()
          ? AggregateStateRecord.getDefaultInstance()
          : AggregateStateRecord.parseFrom(told.get());
    } catch (InvalidProtocolBufferException e) {
      return AggregateStateRecord.getDefaultInstance();
    }
  }

  /** Up to what the syncer had decided; where it runs, on to what it decided while it was read. */
  private long foldCommands() {
    Stretch all = log.whole(log.topics().workerCommands().name());
    Map<TopicPartition, Long> marks = new HashMap<>();
    all.to().forEach((each, end) -> marks.put(each, Math.min(end, decided.getOrDefault(each, 0L))));
    long records = scan.read(new Stretch(all.from(), marks), this::fold);
    stored.keySet().forEach(this::check);
    if (log.live()) {
      records +=
          scan.read(
              new Stretch(marks, all.to()),
              record -> {
                fold(record);
                check(Newest.key(record));
              });
    }
    return records;
  }

  private void fold(ConsumerRecord<byte[], byte[]> record) {
    try {
      WorkerCommandRecord command = WorkerCommandRecord.parseFrom(record.value());
      String key = Newest.key(record);
      commands.put(
          key, ReplayedAggregate.remembered(commands.getOrDefault(key, List.of()), command));
    } catch (InvalidProtocolBufferException e) {
      throw new LogUnreadable(record, e);
    }
  }

  private void check(String key) {
    StoredAggregate entry = stored.get(key);
    if (entry != null
        && entry.getAppliedCommandsList().equals(commands.getOrDefault(key, List.of()))) {
      sameCommands.add(key);
    }
  }
}
