package dev.runtimebridge.lifecycle.adapter.alert;

import java.time.Duration;

/**
 * Waits between tries: doubled with each failure up to a cap, and up to half of it left to chance
 * so that many senders do not come at once.
 *
 * @param first wait after the first failure
 * @param cap longest wait
 */
record Backoff(Duration first, Duration cap) {
  /** For receivers of alerts. */
  static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2));

  private static final int MOST_DOUBLINGS = 20;

  /**
   * The wait after so many failures in a row.
   *
   * @param chance 0 to 1
   */
  Duration after(int failures, double chance) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration wait = doubled.compareTo(cap) < 0 ? doubled : cap;
    return wait.minusMillis((long) (wait.toMillis() * 0.5 * chance));
  }
}
