package dev.runtimebridge.submitter.adapter;

import dev.runtimebridge.submitter.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The machine's time. */
public final class SystemClock implements Clock {
  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  @Override
  public double chance() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
