package dev.runtimebridge.lifecycle.ctl.inventory;

import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.Quoted;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Workers as CSV (RFC 4180) with a header line, in which name, endpoint and pid have to stand; the
 * monitor writes and reads the same columns.
 */
public final class WorkerCsv {
  /** The columns in their usual order. */
  public static final List<String> COLUMNS =
      List.of("name", "endpoint", "pid", "stake", "disabled", "sync_only", "gatekeeper");

  private static final List<String> NEEDED = COLUMNS.subList(0, 3);
  private static final int MOST_WORKERS = 100_000;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

  private final Fields fields = new Fields();
  private final List<DeclaredWorker> workers = new ArrayList<>();
  private Map<String, Integer> columns = Map.of();

  private WorkerCsv() {}

  /** Reads all of it, or finds all that is wrong. */
  public static Sheet read(String text) {
    return new WorkerCsv().sheet(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
  }

  /** Writes workers, a header line first. */
  public static String write(List<DeclaredWorker> workers) {
    var text = new StringBuilder();
    try (var printer = new CSVPrinter(text, FORMAT)) {
      printer.printRecord(COLUMNS);
      for (DeclaredWorker worker : workers) {
        printer.printRecord(
            worker.name(),
            worker.endpoint().url(),
            worker.pid(),
            worker.stake().toPha(),
            worker.disabled(),
            worker.syncOnly(),
            worker.gatekeeper());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private Sheet sheet(String text) {
    long line = 1;
    try (var parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      var records = parser.iterator();
      if (!records.hasNext()) {
        fields.fault(1, "header", "is missing: expected " + String.join(",", COLUMNS));
        return Sheet.of(Declaration.ofWorkers(List.of()), fields.faults());
      }
      header(records.next());
      while (columns.keySet().containsAll(NEEDED) && records.hasNext()) {
        CSVRecord row = records.next();
        line = parser.getCurrentLineNumber();
        if (workers.size() == MOST_WORKERS) {
          fields.fault(line, "line", "is one too many: expected at most " + MOST_WORKERS);
          break;
        }
        row(line, row);
      }
    } catch (CSVException | UncheckedIOException e) {
      fields.fault(
          line + 1, "line", "is no CSV: a quote stands where none can be, or is not closed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sheet.of(Declaration.ofWorkers(workers), fields.faults());
  }

  private void header(CSVRecord header) {
    var found = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < header.size(); i++) {
      String column = header.get(i).toLowerCase(Locale.ROOT);
      if (!COLUMNS.contains(column)) {
        fields.fault(
            1,
            "header",
            "%s is no column: expected %s"
                .formatted(Quoted.of(header.get(i)), String.join(",", COLUMNS)));
      } else if (found.putIfAbsent(column, i) != null) {
        fields.fault(1, "header", "%s stands there twice".formatted(Quoted.of(column)));
      }
    }
    Set<String> missing = new HashSet<>(NEEDED);
    missing.removeAll(found.keySet());
    missing.stream()
        .sorted()
        .forEach(column -> fields.fault(1, "header", "the column %s is missing".formatted(column)));
    columns = found;
  }

  private void row(long line, CSVRecord row) {
    if (row.size() > columns.size()) {
      fields.fault(
          line, "line", "has %d values: expected %d".formatted(row.size(), columns.size()));
      return;
    }
    Optional<String> name = fields.name(line, "name", value(row, "name"));
    name.ifPresent(it -> fields.once(line, "name", it, it));
    Optional<WorkerEndpoint> endpoint = fields.endpoint(line, "endpoint", value(row, "endpoint"));
    endpoint.ifPresent(it -> fields.once(line, "endpoint", it.url(), it.normalised()));
    Optional<Long> pid = fields.pid(line, "pid", value(row, "pid"));
    String stakeText = value(row, "stake");
    Optional<PhaAmount> stake = fields.stake(line, "stake", stakeText.isEmpty() ? "0" : stakeText);
    Function<String, Optional<Boolean>> flag =
        column -> fields.flag(line, column, value(row, column));
    Optional<Boolean> disabled = flag.apply("disabled");
    Optional<Boolean> syncOnly = flag.apply("sync_only");
    Optional<Boolean> gatekeeper = flag.apply("gatekeeper");
    if (fields.faults().isEmpty()) {
      workers.add(
          new DeclaredWorker(
              name.orElseThrow(),
              endpoint.orElseThrow(),
              pid.orElseThrow(),
              stake.orElseThrow(),
              disabled.orElseThrow(),
              syncOnly.orElseThrow(),
              gatekeeper.orElseThrow()));
    }
  }

  private String value(CSVRecord row, String column) {
    Integer index = columns.get(column);
    return index == null || index >= row.size() ? "" : row.get(index);
  }
}
