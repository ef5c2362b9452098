package dev.runtimebridge.fetcher.pipeline;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; a signal that comes while nobody waits is kept for the next wait. */
final class Wakeup {
  private final Semaphore signals = new Semaphore(0);

  /** Wakes who waits. Safe for all threads. */
  void signal() {
    signals.release();
  }

  /** Waits for a signal, at most {@code longest}; all signals so far count as one. */
  void await(Duration longest) throws InterruptedException {
    if (signals.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      signals.drainPermits();
    }
  }
}
