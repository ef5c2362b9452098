package dev.runtimebridge.dispatcher.task;

import java.time.Duration;

/**
 * How long to wait before an attempt is made again: twice as long each time up to a cap, and never
 * the same for all who failed at once.
 *
 * @param first longest wait after the first failure
 * @param cap longest wait
 */
public record RetryWaits(Duration first, Duration cap) {
  private static final int MOST_DOUBLINGS = 30;
  private static final double JITTER = 0.3;

  /** Refuses waits that do not grow. */
  public RetryWaits {
    if (!first.isPositive() || cap.compareTo(first) < 0) {
      throw new IllegalArgumentException("waits from " + first + " up to " + cap + " do not grow");
    }
  }

  /**
   * The wait after so many failures in a row.
   *
   * @param chance from 0 up to 1
   */
  public Duration after(int failures, double chance) {
    long doubled = 1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
    long longest =
        first.toMillis() > cap.toMillis() / doubled ? cap.toMillis() : first.toMillis() * doubled;
    return Duration.ofMillis(Math.max(1, Math.round(longest * (1 - JITTER * chance))));
  }
}
