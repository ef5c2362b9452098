package dev.runtimebridge.fetcher;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged from the warnings on by the fetcher, while it is open. */
final class CapturedLog extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("dev.runtimebridge.fetcher");
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  CapturedLog() {
    logger.addHandler(this);
  }

  List<String> warnings(String words) {
    return warnings.stream().filter(text -> text.contains(words)).toList();
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
      warnings.add(line.getMessage());
    }
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
