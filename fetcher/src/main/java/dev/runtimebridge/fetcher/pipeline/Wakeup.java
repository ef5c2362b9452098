package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.port.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Wakes one waiting thread; a signal that comes while nobody waits is kept for the next wait. */
final class Wakeup {
  private final Semaphore signals = new Semaphore(0);
  private final Clock clock;

  /** Waits by {@code clock}. */
  Wakeup(Clock clock) {
    this.clock = clock;
  }

  /** Wakes who waits. Safe for all threads. */
  void signal() {
    signals.release();
  }

  /** Waits for a signal, at most {@code longest}; all signals so far count as one. */
  void await(Duration longest) throws InterruptedException {
    clock.await(signals, longest);
    signals.drainPermits();
  }
}
