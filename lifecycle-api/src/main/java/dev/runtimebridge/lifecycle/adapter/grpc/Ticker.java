package dev.runtimebridge.lifecycle.adapter.grpc;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls each watcher a few times a second, on one thread for all. */
public final class Ticker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
  private static final long PERIOD_MS = 250;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lifecycle-api-ticker").factory());

  /** Ends the calls of one watcher. */
  @FunctionalInterface
  interface Ticking {
    void end();
  }

  /** Calls {@code action} at once and then again and again. */
  Ticking each(Runnable action) {
    Future<?> ticks =
        executor.scheduleWithFixedDelay(() -> run(action), 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    return () -> ticks.cancel(false);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  // An exception would silently end the calls of this watcher.
  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.warn("Watcher not served: error={}", e.toString(), e);
    }
  }
}
