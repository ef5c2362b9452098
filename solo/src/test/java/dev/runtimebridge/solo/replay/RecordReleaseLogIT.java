package dev.runtimebridge.solo.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.Retention;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.syncer.topology.SyncerTopology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records the log of this release, once: {@code -Dlog.record=VERSION}. Both files belong into the
 * repository and never change again.
 */
@EnabledIfSystemProperty(named = "log.record", matches = "[0-9.]+")
class RecordReleaseLogIT {
  private static final int WORKERS = 8;
  private static final int EVENTS = 1_000;
  private static final int BLOCKS = 40;
  private static final int EXAMPLES = 12;

  @TempDir Path folder;

  @Test
  void shouldRecord() throws Exception {
    String version = System.getProperty("log.record");
    Path logs = Path.of(System.getProperty("services.root"), "solo/src/test/resources/logs");
    Files.createDirectories(logs);
    Path file = logs.resolve(version + ".log.gz");
    assertTrue(Files.notExists(file), () -> file + " is there: a release's log never changes");
    try (var log = SampleLog.write(folder.resolve("data"), 7, WORKERS, EVENTS)) {
      SampleChains.publish(log, BLOCKS);
      SampleJournal.write(log);
      List<TableReport> reports = new Replay(log.atRest(), 2).tables();
      assertTrue(reports.stream().allMatch(TableReport::identical), reports::toString);
      List<RecordedLog.Entry> entries = entries(log);
      try (var out = Files.newOutputStream(file)) {
        RecordedLog.write(out, entries);
      }
      Files.writeString(logs.resolve(version + ".tables.txt"), new RebuiltTables(entries).text());
    }
  }

  private static List<RecordedLog.Entry> entries(SampleLog log)
      throws InvalidProtocolBufferException {
    ReadLog read = log.atRest();
    List<RecordedLog.Entry> entries = new ArrayList<>();
    for (Topic<? extends MessageLite> topic : log.topics().all()) {
      switch (topic.retention()) {
        case Retention.Compacted compacted -> entries.addAll(newest(read, topic.name()));
        case Retention.Forever forever -> entries.addAll(all(read, topic.name()));
        case Retention.For some -> entries.addAll(someOfEachKind(all(read, topic.name())));
      }
    }
    entries.addAll(newest(read, SyncerTopology.changelog(SampleLog.PREFIX)));
    return entries;
  }

  /** Observations make no table: some of each kind are enough to see whether they can be read. */
  private static List<RecordedLog.Entry> someOfEachKind(List<RecordedLog.Entry> observations)
      throws InvalidProtocolBufferException {
    Map<WorkerObservationRecord.ObservationCase, Integer> counts = new HashMap<>();
    List<RecordedLog.Entry> some = new ArrayList<>();
    for (RecordedLog.Entry entry : observations) {
      var kind = WorkerObservationRecord.parseFrom(entry.value()).getObservationCase();
      if (counts.merge(kind, 1, Integer::sum) <= EXAMPLES) {
        some.add(entry);
      }
    }
    return some;
  }

  private static List<RecordedLog.Entry> newest(ReadLog log, String topic) {
    Newest table = Newest.of(log, new Scan(log, 1), topic, record -> {});
    return table.keys().stream()
        .map(key -> new RecordedLog.Entry(named(topic), key, table.get(key).orElseThrow()))
        .toList();
  }

  private static List<RecordedLog.Entry> all(ReadLog log, String topic) {
    List<RecordedLog.Entry> entries = new ArrayList<>();
    Stretch whole = log.whole(topic);
    for (TopicPartition partition : log.partitions(topic)) {
      var only =
          new Stretch(
              Map.of(partition, whole.first(partition)), Map.of(partition, whole.end(partition)));
      var _ =
          new Scan(log, 1)
              .read(
                  only,
                  record ->
                      entries.add(
                          new RecordedLog.Entry(named(topic), Newest.key(record), record.value())));
    }
    return entries;
  }

  private static String named(String topic) {
    return topic.substring(SampleLog.PREFIX.length() + 1);
  }
}
