package dev.runtimebridge.syncer.testing;

import dev.runtimebridge.syncer.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Real time without chance; every pause is noted. */
public final class NotedClock implements Clock {
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  /** All pauses so far. */
  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    pauses.add(time);
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  @Override
  public double chance() {
    return 0;
  }
}
