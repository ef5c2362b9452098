package dev.runtimebridge.dispatcher.adapter;

import dev.runtimebridge.dispatcher.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The machine's time and chance. */
public final class SystemClock implements Clock {
  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  @Override
  public double chance() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
