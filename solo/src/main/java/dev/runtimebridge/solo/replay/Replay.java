package dev.runtimebridge.solo.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Rebuilds every table from the topics and holds it against the live one. */
final class Replay {
  private final ReadLog log;
  private final Scan scan;

  /** A replay of {@code log} on at most {@code threads} threads. */
  Replay(ReadLog log, int threads) {
    this.log = log;
    this.scan = new Scan(log, threads);
  }

  /**
   * The tables, one after the other.
   *
   * @throws LogUnavailable if the log is not there or falls silent
   * @throws LogUnreadable if a record of it cannot be read
   */
  List<TableReport> tables() {
    List<TableReport> reports = new ArrayList<>();
    var store = new StoreTable(log, scan);
    boolean stored = store.exists();
    Optional<Newest> changelog = stored ? Optional.of(store.read()) : Optional.empty();
    Newest states =
        Newest.of(
            log, scan, log.topics().workerState().name(), stored ? store::tell : Replay::ignore);
    reports.add(new WorkerStateTable(log, scan, states).compare());
    if (changelog.isPresent()) {
      reports.add(store.compare(states));
      onDisk(changelog.get()).ifPresent(reports::add);
    } else {
      reports.add(TableReport.skipped("worker-states", "its changelog", "no syncer has run yet"));
    }
    reports.add(new ParaStateTable(log, scan).compare());
    reports.add(new LedgerTable(log, scan).compare());
    reports.addAll(BalanceTable.compare(log, scan));
    return List.copyOf(reports);
  }

  private Optional<TableReport> onDisk(Newest changelog) {
    Optional<Path> tables = log.tables();
    return tables.map(folder -> new StoreOnDisk(folder, log.prefix()).compare(changelog));
  }

  private static void ignore(ConsumerRecord<byte[], byte[]> record) {
    // Only the newest of each key counts.
  }
}
