package dev.runtimebridge.solo.replay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of one table.
 *
 * @param table its name
 * @param source what it was rebuilt from
 * @param compared which columns were compared, and which could not be, by their nature
 * @param records that were read of the source
 * @param entries of the live table
 * @param differences all of them, by key
 * @param rebuilt digest of the rebuilt table
 * @param live digest of the live table
 * @param took to read the source, rebuild and compare
 * @param skipped why it was not compared; empty if it was
 */
record TableReport(
    String table,
    String source,
    String compared,
    long records,
    long entries,
    List<Difference> differences,
    String rebuilt,
    String live,
    Duration took,
    Optional<String> skipped) {

  /** Copies the list. */
  TableReport {
    differences = List.copyOf(differences);
  }

  static TableReport skipped(String table, String source, String why) {
    return new TableReport(
        table, source, "", 0, 0, List.of(), "", "", Duration.ZERO, Optional.of(why));
  }

  boolean identical() {
    return differences.isEmpty();
  }

  long recordsPerSecond() {
    return Math.round(records / Math.max(1e-9, took.toNanos() / 1e9));
  }
}
