package dev.runtimebridge.solo.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the services call an error of their own. They go on after it as after any failure, so that
 * no other law would notice. All that is less is not even formatted.
 */
final class HeardErrors extends Handler implements AutoCloseable {
  // Held here, as a logger that nobody holds forgets its level.
  private static final Logger SERVICES = Logger.getLogger("dev.runtimebridge");
  private static final Logger CACHES = Logger.getLogger("com.github.benmanes.caffeine");

  private final List<String> errors = new ArrayList<>();

  /** Listens until it is closed. */
  HeardErrors() {
    SERVICES.setLevel(Level.SEVERE);
    SERVICES.setUseParentHandlers(false);
    SERVICES.addHandler(this);
    // It warns of each request that could not be made, though who asked for it is told.
    CACHES.setLevel(Level.SEVERE);
  }

  /** Takes what was heard since the last time. */
  List<String> take() {
    List<String> heard = List.copyOf(errors);
    errors.clear();
    return heard;
  }

  @Override
  public void publish(LogRecord record) {
    String thrown = record.getThrown() == null ? "" : " " + Traces.of(record.getThrown());
    errors.add(record.getLoggerName() + ": " + record.getMessage() + thrown);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    SERVICES.removeHandler(this);
    SERVICES.setUseParentHandlers(true);
    SERVICES.setLevel(null);
    CACHES.setLevel(null);
  }
}
