package dev.runtimebridge.lifecycle.ctl.inventory;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Names of workers in a file: one a line, or the column {@code name} of a CSV file. */
public final class NameList {
  private static final String COLUMN = "name";

  private NameList() {}

  /** Each name once, in the order of the file; lines that begin with # are comments. */
  public static SequencedSet<String> read(String text) {
    List<String> lines =
        text.lines()
            .map(line -> line.strip().replace("\uFEFF", ""))
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    int column = lines.isEmpty() ? -1 : Arrays.asList(cells(lines.getFirst())).indexOf(COLUMN);
    var names = new LinkedHashSet<String>();
    for (String line : column < 0 ? lines : lines.subList(1, lines.size())) {
      String[] cells = cells(line);
      names.add(column < 0 ? line : column < cells.length ? cells[column] : "");
    }
    names.remove("");
    return names;
  }

  // A name has no comma and no quote in it, and whatever else stands there is not a name.
  private static String[] cells(String line) {
    return Arrays.stream(line.split(",", -1))
        .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
        .toArray(String[]::new);
  }
}
