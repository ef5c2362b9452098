package dev.runtimebridge.fetcher.adapter;

import dev.runtimebridge.fetcher.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The machine's time. */
public final class SystemClock implements Clock {
  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public void await(Semaphore signals, Duration longest) throws InterruptedException {
    // Whether a signal came is told by what woke the waiter, not by this.
    var _ = signals.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public double chance() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
