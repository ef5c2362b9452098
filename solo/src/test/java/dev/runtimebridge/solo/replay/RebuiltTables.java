package dev.runtimebridge.solo.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.runtimebridge.fetcher.adapter.kafka.ParaStateReplay;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RuntimeMetadataRecord;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.submitter.adapter.kafka.LedgerReplay;
import dev.runtimebridge.syncer.topology.ReplayedAggregate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All tables that the present code makes of a recorded log, and the same as text. */
final class RebuiltTables {
  private final SortedMap<String, ReplayedAggregate> aggregates = new TreeMap<>();
  private final SortedMap<String, List<String>> commands = new TreeMap<>();
  private final SortedMap<String, ParaStateRecord> paraState;
  private final SortedMap<String, List<String>> accounts;

  RebuiltTables(List<RecordedLog.Entry> log) throws InvalidProtocolBufferException {
    var ledger = new LedgerReplay();
    List<ParaBlockRecord> blocks = new ArrayList<>();
    List<RuntimeMetadataRecord> runtimes = new ArrayList<>();
    ChainGenesis genesis = ChainGenesis.getDefaultInstance();
    long offset = 0;
    for (RecordedLog.Entry entry : sorted(log)) {
      byte[] value = entry.value();
      switch (entry.topic()) {
        case "worker.events" ->
            aggregates.compute(
                entry.key(),
                (key, before) ->
                    after(before == null ? ReplayedAggregate.unseen(key) : before, value));
        case "worker.commands" -> {
          var command = WorkerCommandRecord.parseFrom(value);
          commands.compute(
              entry.key(),
              (key, before) ->
                  ReplayedAggregate.remembered(before == null ? List.of() : before, command));
        }
        case "tx.events" -> ledger.event(offset++, TransactionEventRecord.parseFrom(value));
        case "tx.requests" -> ledger.request(offset++, TransactionRequestRecord.parseFrom(value));
        case "chain.genesis" -> genesis = ChainGenesis.parseFrom(value);
        case "chain.metadata" -> runtimes.add(RuntimeMetadataRecord.parseFrom(value));
        case "chain.para-blocks" -> blocks.add(ParaBlockRecord.parseFrom(value));
        default -> {
          // Not what tables are made of.
        }
      }
    }
    var para = new ParaStateReplay(genesis, runtimes);
    blocks.stream().skip(1).forEach(para::take);
    paraState = para.table();
    accounts = ledger.underWay();
  }

  /** The journal before the requests, as a submitter reads them; all else as it was. */
  private static List<RecordedLog.Entry> sorted(List<RecordedLog.Entry> log) {
    List<RecordedLog.Entry> sorted = new ArrayList<>(log);
    sorted.sort(
        Comparator.comparing((RecordedLog.Entry entry) -> entry.topic().equals("tx.requests")));
    return sorted;
  }

  private static ReplayedAggregate after(ReplayedAggregate before, byte[] event) {
    try {
      return before.after(WorkerEventRecord.parseFrom(event));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  SortedMap<String, ReplayedAggregate> aggregates() {
    return aggregates;
  }

  SortedMap<String, List<String>> commands() {
    return commands;
  }

  SortedMap<String, ParaStateRecord> paraState() {
    return paraState;
  }

  /** A line for each entry of each table. */
  String text() {
    var text = new StringBuilder();
    aggregates.forEach((key, state) -> line(text, "worker.state", key, json(state.record())));
    commands.forEach((key, ids) -> line(text, "applied-commands", key, String.join(" ", ids)));
    accounts.forEach((key, lines) -> lines.forEach(each -> line(text, "accounts", key, each)));
    paraState.forEach((key, record) -> line(text, "chain.para-state", key, json(record)));
    return text.toString();
  }

  private static void line(StringBuilder text, String table, String key, String value) {
    text.append(table).append(' ').append(key).append(' ').append(value).append('\n');
  }

  private static String json(Message message) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
