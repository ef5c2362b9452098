package dev.runtimebridge.solo.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimebridge.solo.DataFolder;
import dev.runtimebridge.syncer.topology.SyncerTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The store {@code worker-states} in the RocksDB folders of a syncer that does not run, byte for
 * byte against its changelog.
 */
final class StoreOnDisk {
  private static final String SOURCE = "its changelog";
  private static final String TABLE = "RocksDB";

  /** Written when a syncer ends in order; without it Kafka Streams throws the folder away. */
  private static final String CHECKPOINT = ".checkpoint";

  private final Path application;

  /** The store below a syncer's {@code bridge.syncer.state-dir}. */
  StoreOnDisk(Path stateDir, String prefix) {
    this.application = stateDir.resolve(SyncerTopology.applicationId(prefix));
  }

  TableReport compare(Newest changelog) {
    long began = System.nanoTime();
    List<Path> tasks = tasks();
    if (tasks.isEmpty()) {
      return TableReport.skipped(
          TABLE, SOURCE, "there is none in %s; the next start makes it".formatted(application));
    }
    Optional<Path> unclean =
        tasks.stream().filter(task -> !Files.exists(task.resolve(CHECKPOINT))).findFirst();
    if (unclean.isPresent()) {
      return TableReport.skipped(
          TABLE, SOURCE, "the syncer did not end in order; the next start makes it anew");
    }
    SortedMap<String, byte[]> live = new TreeMap<>();
    try {
      for (Path task : tasks) {
        live.putAll(read(store(task)));
      }
    } catch (RocksDBException | IOException e) {
      return TableReport.skipped(TABLE, SOURCE, "it cannot be opened: " + e.getMessage());
    }
    return compare(live, changelog, began);
  }

  private TableReport compare(SortedMap<String, byte[]> live, Newest changelog, long began) {
    List<Difference> differences = new ArrayList<>();
    var keys = new TreeSet<>(live.keySet());
    keys.addAll(changelog.keys());
    for (String key : keys) {
      byte[] ours = changelog.get(key).orElse(new byte[0]);
      byte[] theirs = live.getOrDefault(key, new byte[0]);
      if (!Arrays.equals(ours, theirs)) {
        differences.add(
            Difference.of(
                key, "rebuilt %d bytes, live %d bytes".formatted(ours.length, theirs.length)));
      }
    }
    var rebuilt = new Digest();
    changelog.keys().forEach(key -> rebuilt.add(key, changelog.get(key).orElseThrow()));
    var there = new Digest();
    live.forEach(there::add);
    return new TableReport(
        TABLE,
        SOURCE,
        "every byte",
        changelog.records(),
        live.size(),
        differences,
        rebuilt.text(),
        there.text(),
        Duration.ofNanos(System.nanoTime() - began),
        Optional.empty());
  }

  private static Path store(Path task) {
    return task.resolve("rocksdb").resolve(SyncerTopology.WORKER_STATES);
  }

  private List<Path> tasks() {
    if (!Files.isDirectory(application)) {
      return List.of();
    }
    try (Stream<Path> tasks = Files.list(application)) {
      return tasks.filter(task -> Files.isDirectory(store(task))).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Opens it for reading only; RocksDB's own log goes elsewhere. */
  private static Map<String, byte[]> read(Path store) throws RocksDBException, IOException {
    Path scratch = Files.createTempDirectory("runtime-bridge-replay");
    Map<String, byte[]> entries = new TreeMap<>();
    try (var options = new Options().setDbLogDir(scratch.toString());
        var db = RocksDB.openReadOnly(options, store.toString());
        var all = db.newIterator()) {
      for (all.seekToFirst(); all.isValid(); all.next()) {
        entries.put(new String(all.key(), UTF_8), all.value());
      }
      all.status();
    } finally {
      DataFolder.delete(scratch);
    }
    return entries;
  }
}
