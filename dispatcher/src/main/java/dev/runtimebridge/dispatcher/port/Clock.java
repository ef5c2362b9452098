package dev.runtimebridge.dispatcher.port;

import java.time.Duration;
import java.time.Instant;

/** Time and chance. */
public interface Clock {
  /** The present time. */
  Instant now();

  /**
   * Waits.
   *
   * @throws InterruptedException if the waiting thread is told to end
   */
  void pause(Duration time) throws InterruptedException;

  /** A number from 0 up to 1, another each time. */
  double chance();
}
