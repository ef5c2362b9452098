package dev.runtimebridge.lifecycle.ctl;

import java.io.PrintStream;

/** How much of many things is done, in place on a terminal and unseen elsewhere. */
final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final String ERASE_LINE = "\r\033[2K";

  private final PrintStream err;
  private final boolean seen;
  private final String title;
  private final int all;

  /**
   * A bar that is not drawn yet.
   *
   * @param seen whether anybody looks
   */
  ProgressBar(PrintStream err, boolean seen, String title, int all) {
    this.err = err;
    this.seen = seen;
    this.title = title;
    this.all = all;
  }

  /** So many of them are done. */
  void done(int count) {
    if (seen && all > 0) {
      int full = (int) ((long) WIDTH * count / all);
      line(
          "%s [%s%s] %d/%d"
              .formatted(title, "#".repeat(full), ".".repeat(WIDTH - full), count, all));
    }
  }

  /** Other words in place of the bar. */
  void say(String words) {
    if (seen) {
      line(Output.printable(words));
    }
  }

  /** Leaves the line as it was. */
  @Override
  public void close() {
    if (seen) {
      err.print(ERASE_LINE);
      err.flush();
    }
  }

  private void line(String text) {
    err.print(ERASE_LINE + text);
    err.flush();
  }
}
