package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time that a test says, without chance; nothing that is tested with it may wait. */
record GivenClock(InstantSource time) implements Clock {
  @Override
  public Instant instant() {
    return time.instant();
  }

  @Override
  public void pause(Duration wait) {
    throw new AssertionError("nothing here waits, but was to do so for " + wait);
  }

  @Override
  public double chance() {
    return 0.5;
  }
}
