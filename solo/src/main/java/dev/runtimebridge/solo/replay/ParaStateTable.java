package dev.runtimebridge.solo.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.fetcher.adapter.kafka.ParaStateReplay;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RuntimeMetadataRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * {@code chain.para-state} against {@code chain.para-blocks}, as of the block that its clock shows:
 * all values of one block are told in one transaction.
 */
final class ParaStateTable {
  private static final String CLOCK = "clock";

  private final ReadLog log;
  private final Scan scan;

  ParaStateTable(ReadLog log, Scan scan) {
    this.log = log;
    this.scan = scan;
  }

  TableReport compare() {
    long began = System.nanoTime();
    String name = log.topics().paraState().name();
    String source = log.topics().paraBlocks().name();
    try {
      SortedMap<String, ParaStateRecord> live = live(name);
      if (!live.containsKey(CLOCK)) {
        return TableReport.skipped(name, source, "nothing is told of the parachain's state yet");
      }
      Optional<ChainGenesis> genesis = genesis();
      if (genesis.isEmpty()) {
        return TableReport.skipped(name, source, "the log has no genesis");
      }
      Stretch blocks = log.whole(source);
      if (blocks.from().values().stream().anyMatch(first -> first > 0)) {
        return TableReport.skipped(name, source, "the log no longer has the first blocks");
      }
      var replay = new ParaStateReplay(genesis.get(), runtimes());
      long last = Integer.toUnsignedLong(live.get(CLOCK).getBlockNumber());
      long records = scan.read(blocks, record -> take(record, replay, last));
      return compare(name, source, replay, live, records, began);
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return TableReport.skipped(name, source, "it cannot be rebuilt: " + e.getMessage());
    }
  }

  private static TableReport compare(
      String name,
      String source,
      ParaStateReplay replay,
      SortedMap<String, ParaStateRecord> live,
      long records,
      long began) {
    SortedMap<String, ParaStateRecord> rebuilt = replay.table();
    List<Difference> differences = new ArrayList<>();
    var keys = new TreeSet<>(live.keySet());
    keys.addAll(rebuilt.keySet());
    for (String key : keys) {
      ParaStateRecord ours = rebuilt.getOrDefault(key, ParaStateRecord.getDefaultInstance());
      ParaStateRecord theirs = live.getOrDefault(key, ParaStateRecord.getDefaultInstance());
      if (!ours.equals(theirs)) {
        differences.add(new Difference(key, MessageDiff.of(ours, theirs)));
      }
    }
    return new TableReport(
        name,
        source,
        "every column, as of block " + replay.block(),
        records,
        live.size(),
        differences,
        digest(rebuilt),
        digest(live),
        Duration.ofNanos(System.nanoTime() - began),
        Optional.empty());
  }

  private static String digest(SortedMap<String, ParaStateRecord> table) {
    var digest = new Digest();
    table.forEach((key, record) -> digest.add(key, record.toByteArray()));
    return digest.text();
  }

  /** Block 0 is the genesis; blocks after the clock are not told yet. */
  private static void take(
      ConsumerRecord<byte[], byte[]> record, ParaStateReplay replay, long last) {
    try {
      ParaBlockRecord block = ParaBlockRecord.parseFrom(record.value());
      long number = Integer.toUnsignedLong(block.getNumber());
      if (number > 0 && number <= last) {
        replay.take(block);
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new LogUnreadable(record, e);
    }
  }

  private SortedMap<String, ParaStateRecord> live(String name)
      throws InvalidProtocolBufferException {
    Newest newest = Newest.of(log, scan, name, record -> {});
    var table = new TreeMap<String, ParaStateRecord>();
    for (String key : newest.keys()) {
      table.put(key, ParaStateRecord.parseFrom(newest.get(key).orElseThrow()));
    }
    return table;
  }

  private Optional<ChainGenesis> genesis() throws InvalidProtocolBufferException {
    Newest newest = Newest.of(log, scan, log.topics().chainGenesis().name(), record -> {});
    return newest.keys().isEmpty()
        ? Optional.empty()
        : Optional.of(ChainGenesis.parseFrom(newest.get(newest.keys().first()).orElseThrow()));
  }

  private List<RuntimeMetadataRecord> runtimes() throws InvalidProtocolBufferException {
    Newest newest = Newest.of(log, scan, log.topics().chainMetadata().name(), record -> {});
    List<RuntimeMetadataRecord> runtimes = new ArrayList<>();
    for (String key : newest.keys()) {
      var record = RuntimeMetadataRecord.parseFrom(newest.get(key).orElseThrow());
      if (record.getChain() == Chain.PARA) {
        runtimes.add(record);
      }
    }
    return runtimes;
  }
}
