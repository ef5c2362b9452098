package dev.runtimebridge.solo.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A compacted topic as a table: the newest value of each key, as its bytes. */
final class Newest {
  private final ReadLog log;
  private final Scan scan;
  private final Map<String, byte[]> values = new ConcurrentHashMap<>();
  private Stretch read;
  private long records;

  private Newest(ReadLog log, Scan scan, Stretch read) {
    this.log = log;
    this.scan = scan;
    this.read = read;
  }

  /** Reads what is committed by now, and shows each record to {@code also}. */
  static Newest of(
      ReadLog log, Scan scan, String topic, Consumer<ConsumerRecord<byte[], byte[]>> also) {
    var table = new Newest(log, scan, log.whole(topic));
    table.records =
        scan.read(
            table.read,
            record -> {
              table.take(record);
              also.accept(record);
            });
    return table;
  }

  /** Reads what has come since. */
  void readOn() {
    read = log.since(read);
    records += scan.read(read, this::take);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = key(record);
    byte @Nullable [] value = record.value();
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), UTF_8);
  }

  Optional<byte[]> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  SortedSet<String> keys() {
    return new TreeSet<>(values.keySet());
  }

  long records() {
    return records;
  }
}
