package dev.runtimebridge.fetcher.domain;

import java.time.Duration;

/**
 * How long to wait before the next try.
 *
 * @param first wait after the first failure
 * @param longest wait that is never exceeded
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MAX_DOUBLINGS = 20;

  /**
   * Doubles with each failure.
   *
   * @param failures so many failures in a row, from 1
   */
  public Duration after(int failures) {
    int doublings = Math.clamp(failures - 1, 0, MAX_DOUBLINGS);
    Duration wait = first.multipliedBy(1L << doublings);
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  /**
   * The same, spread, so that many who failed together do not come back together.
   *
   * @param chance from 0 to 1: half of the wait is fixed, the other half grows with it
   */
  public Duration after(int failures, double chance) {
    long nanos = after(failures).toNanos();
    return Duration.ofNanos(nanos / 2 + (long) (nanos / 2.0 * chance));
  }
}
