package dev.runtimebridge.submitter.domain;

import java.time.Duration;

/**
 * How requests share transactions.
 *
 * @param maxCalls calls in one transaction at most
 * @param window how long the first call of a transaction waits for others
 * @param maxBytes bytes of calls in one transaction at most, unless a single call has more
 * @param maxLive transactions of one account under way at most
 */
public record BatchLimits(int maxCalls, Duration window, int maxBytes, int maxLive) {

  /** Refuses limits that let nothing through. */
  public BatchLimits {
    if (maxCalls < 1 || maxBytes < 1 || maxLive < 1 || window.isNegative()) {
      throw new IllegalArgumentException(
          "limits of batches let nothing through: %d calls, %d bytes, %d under way, window %s"
              .formatted(maxCalls, maxBytes, maxLive, window));
    }
  }
}
