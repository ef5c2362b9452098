package dev.runtimebridge.lifecycle.ctl;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Prints answers: tables for people; JSON, YAML or CSV for scripts. */
final class Output {
  private static final String GAP = "  ";
  private static final Pattern NUMBER = Pattern.compile("-|[0-9]+(\\.[0-9]+)?");
  private static final List<String> PAGE = List.of("FIELD", "VALUE");

  private final PrintStream out;
  private final Format format;

  Output(PrintStream out, Format format) {
    this.out = out;
    this.format = format;
  }

  /** Whether values of the API are printed whole, by {@link #message}. */
  boolean isWhole() {
    return format.isWhole();
  }

  /** An answer whole, or what people want to see of it as a table. */
  void list(Message answer, List<String> header, Supplier<List<List<String>>> rows) {
    if (isWhole()) {
      message(answer);
    } else {
      table(header, rows.get());
    }
  }

  /** An answer whole, or what people want to see of it as names and what they have. */
  void page(Message answer, Supplier<List<List<String>>> lines) {
    if (isWhole()) {
      message(answer);
    } else {
      page(lines.get());
    }
  }

  /** One value of the API whole: on a line of its own, or as a document of its own. */
  void message(Message message) {
    if (format == Format.YAML) {
      out.print(yaml(MessageTree.map(message)));
    } else {
      out.println(MessageTree.json(message));
    }
  }

  /** Columns as wide as their widest cell, numbers to the right; says so when there is nothing. */
  void table(List<String> header, List<List<String>> rows) {
    if (format == Format.CSV) {
      csv(columns(header));
      rows.forEach(this::csv);
      return;
    }
    if (rows.isEmpty()) {
      out.println("(none)");
      return;
    }
    int[] widths = header.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], printable(row.get(i)).length());
      }
    }
    boolean[] numbers = new boolean[widths.length];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      numbers[i] = rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }
    line(header, widths, numbers);
    rows.forEach(row -> line(row, widths, numbers));
  }

  /** Rows that are no value of the API; for scripts an object or a document each. */
  void rows(List<String> header, List<List<String>> rows) {
    if (!isWhole()) {
      table(header, rows);
      return;
    }
    List<String> columns = columns(header);
    for (List<String> row : rows) {
      var object = new LinkedHashMap<String, String>();
      for (int i = 0; i < columns.size(); i++) {
        object.put(columns.get(i), row.get(i));
      }
      out.print(format == Format.YAML ? yaml(object) : MessageTree.json(object) + "\n");
    }
  }

  /** Names and what they have, one a line. */
  void page(List<List<String>> lines) {
    if (format == Format.CSV) {
      table(PAGE, lines);
      return;
    }
    int[] widths =
        new int[] {lines.stream().mapToInt(line -> line.getFirst().length()).max().orElse(0), 0};
    lines.forEach(line -> line(line, widths, new boolean[widths.length]));
  }

  /** The header of a stream, whose rows are not known. */
  void streamHeader(List<String> header, int... widths) {
    if (!isWhole()) {
      row(format == Format.CSV ? columns(header) : header, widths);
    }
  }

  /** One row of a stream under the widths that its header asks for, or the whole value. */
  void streamRow(Message message, Supplier<List<String>> row, int... widths) {
    if (isWhole()) {
      message(message);
    } else {
      row(row.get(), widths);
    }
    out.flush();
  }

  /** What a dry run says would happen; those who asked for values see it there. */
  void would(List<String> sentences) {
    if (format == Format.TABLE) {
      sentences.forEach(sentence -> out.println("would: " + printable(sentence)));
    }
  }

  /** Text as it is. */
  void text(String text) {
    out.print(text);
    out.flush();
  }

  void blankLine() {
    out.println();
  }

  /** Text from elsewhere without what would steer a terminal. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
  }

  private void row(List<String> row, int... widths) {
    if (format == Format.CSV) {
      csv(row);
    } else {
      line(row, widths, new boolean[widths.length]);
    }
  }

  /** Titles as names of columns; one that stands there twice is told by the one before it. */
  private static List<String> columns(List<String> header) {
    var columns = new ArrayList<String>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      String column =
          Collections.frequency(header, name) > 1 && i > 0 ? header.get(i - 1) + "_" + name : name;
      columns.add(column.toLowerCase(Locale.ROOT).replace(' ', '_'));
    }
    return columns;
  }

  private void csv(List<String> cells) {
    try {
      var line = new StringBuilder();
      new CSVPrinter(line, CSVFormat.RFC4180).printRecord(cells);
      out.print(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String yaml(Map<String, ?> value) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setExplicitStart(true);
    options.setSplitLines(false);
    return new Yaml(options).dump(value);
  }

  private void line(List<String> cells, int[] widths, boolean[] toTheRight) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = printable(cells.get(i));
      String room = " ".repeat(Math.max(0, widths[i] - cell.length()));
      line.append(toTheRight[i] ? room + cell : cell + room).append(GAP);
    }
    out.println(line.toString().stripTrailing());
  }
}
