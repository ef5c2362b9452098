package dev.runtimebridge.syncer.domain;

import java.time.Duration;

/**
 * How long to wait before an attempt is made again: longer each time up to a cap, and never the
 * same for all who failed at once.
 *
 * @param first wait after the first failure
 * @param factor how much longer each further wait is
 * @param cap longest wait
 * @param jitter share of the wait that chance may take off, 0 to 1
 */
public record RetryPolicy(Duration first, double factor, Duration cap, double jitter) {
  /** Refuses waits that do not grow. */
  public RetryPolicy {
    if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
      throw new IllegalArgumentException("waits from " + first + " up to " + cap + " do not grow");
    }
    if (factor < 1 || jitter < 0 || jitter > 1) {
      throw new IllegalArgumentException("factor " + factor + " or jitter " + jitter);
    }
  }

  /**
   * The wait after a number of failures in a row.
   *
   * @param attempt 1 for the first failure
   * @param chance from 0 up to 1
   */
  public Duration delay(int attempt, double chance) {
    double grown = (double) first.toMillis() * Math.pow(factor, Math.max(0, attempt - 1));
    double capped = Math.min(grown, (double) cap.toMillis());
    return Duration.ofMillis(Math.max(1, Math.round(capped * (1 - jitter * chance))));
  }
}
