package dev.runtimebridge.solo.replay;

import java.io.PrintStream;
import java.util.List;

/** What came of a replay, for people. */
final class ReportText {
  private final PrintStream out;
  private final int shown;

  /** Text to {@code out} that tells at most {@code shown} differences of each table. */
  ReportText(PrintStream out, int shown) {
    this.out = out;
    this.shown = shown;
  }

  void print(List<TableReport> reports, long nanos) {
    reports.forEach(this::print);
    long differences = reports.stream().mapToLong(report -> report.differences().size()).sum();
    long records = reports.stream().mapToLong(TableReport::records).sum();
    out.printf(
        "%s: %,d records in %.1f s%n",
        differences == 0 ? "Identical" : "%,d differences".formatted(differences),
        records,
        nanos / 1e9);
  }

  private void print(TableReport report) {
    out.println(report.table());
    if (report.skipped().isPresent()) {
      out.printf("  not compared: %s%n%n", report.skipped().get());
      return;
    }
    out.printf(
        "  %,d entries, %s%n",
        report.entries(),
        report.identical()
            ? "identical"
            : "%,d differences".formatted(report.differences().size()));
    out.printf(
        "  from %,d records of %s in %.2f s, %,d records/s%n",
        report.records(),
        report.source(),
        report.took().toNanos() / 1e9,
        report.recordsPerSecond());
    out.printf("  digest rebuilt %s%n", report.rebuilt());
    out.printf("         live    %s%n", report.live());
    out.printf("  compared: %s%n", report.compared());
    for (Difference difference : report.differences().stream().limit(shown).toList()) {
      out.printf("  differs: %s%n", difference.key());
      difference.details().forEach(detail -> out.printf("    %s%n", detail));
    }
    if (report.differences().size() > shown) {
      out.printf("  and %,d more%n", report.differences().size() - shown);
    }
    out.println();
  }
}
