package dev.runtimebridge.submitter.domain;

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
   * Doubles with each failure, half of it spread, so that many who failed together do not come back
   * together.
   *
   * @param failures so many failures in a row, from 1
   * @param chance from 0 to 1
   */
  public Duration after(int failures, double chance) {
    int doublings = Math.clamp(failures - 1, 0, MAX_DOUBLINGS);
    Duration wait = first.multipliedBy(1L << doublings);
    long nanos = (wait.compareTo(longest) > 0 ? longest : wait).toNanos();
    return Duration.ofNanos(nanos / 2 + (long) (nanos / 2.0 * chance));
  }
}
