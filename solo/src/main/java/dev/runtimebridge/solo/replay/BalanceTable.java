package dev.runtimebridge.solo.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.dispatch.domain.Balance;
import dev.runtimebridge.dispatcher.audit.RoundAudit;
import dev.runtimebridge.dispatcher.topology.DispatchTopology;
import dev.runtimebridge.dispatcher.topology.RoundCodec;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What workers and pools have earned: {@code dispatch.balances}, and the dispatcher's store as its
 * changelog has it, against {@code dispatch.events}. Where the bridge runs, a balance is the same
 * if it was so after any of the events.
 */
final class BalanceTable {
  private final ReadLog log;
  private final Scan scan;
  private final String table;
  private final Map<String, Balance> live = new HashMap<>();
  private final Map<String, Balance> asLive = new HashMap<>();
  private final List<Difference> differences = new ArrayList<>();

  private BalanceTable(ReadLog log, Scan scan, String table) {
    this.log = log;
    this.scan = scan;
    this.table = table;
  }

  /** Both tables; skipped where no dispatcher has ever run. */
  static List<TableReport> compare(ReadLog log, Scan scan) {
    String told = log.topics().dispatchBalances().name();
    String stored = DispatchTopology.balancesChangelog(log.prefix());
    if (log.partitions(stored).isEmpty()) {
      return List.of(TableReport.skipped(told, "its events", "no dispatcher has run yet"));
    }
    return List.of(
        new BalanceTable(log, scan, told).compare(), new BalanceTable(log, scan, stored).compare());
  }

  private TableReport compare() {
    long began = System.nanoTime();
    Newest newest = Newest.of(log, scan, table, record -> {});
    newest.keys().forEach(key -> read(key, newest.get(key).orElseThrow()));
    String events = log.topics().dispatchEvents().name();
    var audit =
        new RoundAudit(
            (check, holds, what) -> {
              if (!holds) {
                differences.add(Difference.of(events, check + " does not hold: " + what));
              }
            });
    long records = scan.read(log.whole(events), record -> fold(record, audit));
    var rebuiltDigest = new Digest();
    var liveDigest = new Digest();
    Map<String, Balance> rebuilt = audit.balances();
    var keys = new TreeSet<>(live.keySet());
    if (!log.live()) {
      keys.addAll(rebuilt.keySet());
    }
    for (String key : keys) {
      String ours = text(Optional.ofNullable(asLive.getOrDefault(key, rebuilt.get(key))));
      String theirs = text(Optional.ofNullable(live.get(key)));
      rebuiltDigest.add(key, ours.getBytes(UTF_8));
      liveDigest.add(key, theirs.getBytes(UTF_8));
      if (!ours.equals(theirs)) {
        differences.add(Difference.of(key, "rebuilt %s, live %s".formatted(ours, theirs)));
      }
    }
    return new TableReport(
        table,
        events,
        "every digit of what is frozen, available and missed; each draw repeated, each sum made again",
        records,
        live.size(),
        differences,
        rebuiltDigest.text(),
        liveDigest.text(),
        Duration.ofNanos(System.nanoTime() - began),
        Optional.empty());
  }

  private void read(String key, byte[] value) {
    try {
      live.put(key, RoundCodec.read(DispatchBalance.parseFrom(value)));
    } catch (InvalidProtocolBufferException | NumberFormatException e) {
      differences.add(Difference.of(key, "the entry cannot be read: " + e.getMessage()));
    }
  }

  private void fold(ConsumerRecord<byte[], byte[]> record, RoundAudit audit) {
    try {
      audit
          .see(DispatchEventRecord.parseFrom(record.value()))
          .forEach(
              (key, balance) -> {
                if (log.live() && balance.equals(live.get(key))) {
                  asLive.put(key, balance);
                }
              });
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new LogUnreadable(record, e);
    }
  }

  private static String text(Optional<Balance> balance) {
    return balance
        .map(
            each ->
                "frozen %s, available %s, missed %s"
                    .formatted(each.frozen(), each.available(), each.missed()))
        .orElse("nothing");
  }
}
