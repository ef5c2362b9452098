package dev.runtimebridge.solo.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.submitter.adapter.kafka.LedgerReplay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the submitter has under way. It keeps no table but a mark, from which on it reads its
 * journal at each start: from there it has to find what the whole journal says.
 */
final class LedgerTable {
  static final String NAME = "the submitter's accounts";

  private final ReadLog log;
  private final Scan scan;
  private final String events;
  private final String requests;

  LedgerTable(ReadLog log, Scan scan) {
    this.log = log;
    this.scan = scan;
    this.events = log.topics().txEvents().name();
    this.requests = log.topics().txRequests().name();
  }

  TableReport compare() {
    long began = System.nanoTime();
    Map<TopicPartition, Long> marks = log.committed(log.prefix() + "-submitter");
    Stretch journal = log.whole(events);
    Stretch asked = log.whole(requests);
    var whole = new LedgerReplay();
    long records = read(journal, asked, whole);
    var marked = new LedgerReplay();
    records += read(from(journal, marks), from(asked, marks), marked);
    SortedMap<String, List<String>> rebuilt = whole.underWay();
    SortedMap<String, List<String>> live = marked.underWay();
    return new TableReport(
        NAME,
        "all of %s and %s, against what stands from the mark on".formatted(events, requests),
        "transactions that may land and requests in the queue; balances and nonces are the chain's",
        records,
        live.size(),
        differences(rebuilt, live),
        digest(rebuilt),
        digest(live),
        Duration.ofNanos(System.nanoTime() - began),
        Optional.empty());
  }

  private long read(Stretch journal, Stretch asked, LedgerReplay into) {
    long records = scan.read(journal, record -> event(record, into));
    return records + scan.read(asked, record -> request(record, into));
  }

  private static void event(ConsumerRecord<byte[], byte[]> record, LedgerReplay into) {
    try {
      into.event(record.offset(), TransactionEventRecord.parseFrom(record.value()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new LogUnreadable(record, e);
    }
  }

  private static void request(ConsumerRecord<byte[], byte[]> record, LedgerReplay into) {
    try {
      into.request(record.offset(), TransactionRequestRecord.parseFrom(record.value()));
    } catch (InvalidProtocolBufferException e) {
      throw new LogUnreadable(record, e);
    }
  }

  private static Stretch from(Stretch whole, Map<TopicPartition, Long> marks) {
    Map<TopicPartition, Long> from = new HashMap<>(whole.from());
    from.replaceAll((partition, first) -> Math.max(first, marks.getOrDefault(partition, 0L)));
    return new Stretch(from, whole.to());
  }

  private static List<Difference> differences(
      SortedMap<String, List<String>> rebuilt, SortedMap<String, List<String>> live) {
    List<Difference> differences = new ArrayList<>();
    var accounts = new TreeSet<>(rebuilt.keySet());
    accounts.addAll(live.keySet());
    for (String account : accounts) {
      List<String> ours = rebuilt.getOrDefault(account, List.of());
      List<String> theirs = live.getOrDefault(account, List.of());
      if (!ours.equals(theirs)) {
        List<String> details = new ArrayList<>();
        ours.stream()
            .filter(line -> !theirs.contains(line))
            .forEach(l -> details.add("rebuilt " + l));
        theirs.stream().filter(line -> !ours.contains(line)).forEach(l -> details.add("live " + l));
        differences.add(new Difference(account, details));
      }
    }
    return differences;
  }

  private static String digest(SortedMap<String, List<String>> accounts) {
    var digest = new Digest();
    accounts.forEach(
        (account, lines) -> digest.add(account, String.join("\n", lines).getBytes(UTF_8)));
    return digest.text();
  }
}
