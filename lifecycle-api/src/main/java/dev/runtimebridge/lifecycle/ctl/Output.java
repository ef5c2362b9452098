package dev.runtimebridge.lifecycle.ctl;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintStream;
import java.util.List;

/** Prints answers: tables for people, or JSON for scripts. */
final class Output {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();
  private static final String GAP = "  ";

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

  /** Columns as wide as their widest cell. */
  void table(List<String> header, List<List<String>> rows) {
    int[] widths = header.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], printable(row.get(i)).length());
      }
    }
    line(header, widths);
    rows.forEach(row -> line(row, widths));
  }

  /** One row under the widths that its header asks for; for streams, whose rows are not known. */
  void row(List<String> row, int... widths) {
    line(row, widths);
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

  private void line(List<String> cells, int... widths) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = printable(cells.get(i));
      line.append(cell).append(" ".repeat(Math.max(0, widths[i] - cell.length()))).append(GAP);
    }
    out.println(line.toString().stripTrailing());
  }
}
