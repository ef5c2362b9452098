package dev.runtimebridge.lifecycle.ctl;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** Prints answers: tables for people, or JSON for scripts. */
final class Output {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();
  private static final String GAP = "  ";
  private static final Pattern NUMBER = Pattern.compile("-|[0-9]+(\\.[0-9]+)?");

  private final PrintStream out;
  private final boolean json;

  Output(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  boolean asJson() {
    return json;
  }

  /** One value on a line of its own. */
  void json(Message message) {
    out.println(toJson(message));
  }

  /** Columns as wide as their widest cell, numbers to the right; says so when there is nothing. */
  void table(List<String> header, List<List<String>> rows) {
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

  /** Names and what they have, one a line. */
  void page(List<List<String>> lines) {
    int[] widths =
        new int[] {lines.stream().mapToInt(line -> line.getFirst().length()).max().orElse(0), 0};
    lines.forEach(line -> line(line, widths, new boolean[widths.length]));
  }

  /** One row under the widths that its header asks for; for streams, whose rows are not known. */
  void row(List<String> row, int... widths) {
    line(row, widths, new boolean[widths.length]);
  }

  void blankLine() {
    out.println();
  }

  static String toJson(Message message) {
    try {
      return JSON.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an answer of the API cannot be shown as JSON", e);
    }
  }

  /** Text from elsewhere without what would steer a terminal. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
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
