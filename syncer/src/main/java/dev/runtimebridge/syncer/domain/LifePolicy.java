package dev.runtimebridge.syncer.domain;

import java.time.Duration;

/**
 * What is settable of the life on the chain.
 *
 * @param scorePatience how long the chain may take to score a registered worker, by its own clock
 * @param minScore smallest score that a worker can compute with
 * @param retry waits before a failed call is made again
 * @param operatorRetry wait before a call is made again that the operator has to make possible
 * @param maxInFlight messages of one worker whose transactions are under way at most
 * @param attestationRequired whether a worker is registered only with an attestation
 * @param addresses how accounts are written in what operators read
 */
public record LifePolicy(
    Duration scorePatience,
    long minScore,
    RetryPolicy retry,
    Duration operatorRetry,
    int maxInFlight,
    boolean attestationRequired,
    Addresses addresses) {
  /** {@code MinInitP} of the runtime. */
  public static final long MIN_SCORE = 50;

  /** What is right for most, without attestation. */
  public static final LifePolicy USUAL =
      new LifePolicy(
          Duration.ofMinutes(20),
          MIN_SCORE,
          new RetryPolicy(Duration.ofSeconds(6), 2, Duration.ofMinutes(5), 0),
          Duration.ofMinutes(10),
          50,
          false,
          Addresses.PHALA);

  /** Refuses bounds that would let nothing happen. */
  public LifePolicy {
    if (maxInFlight < 1 || scorePatience.isNegative() || operatorRetry.isNegative()) {
      throw new IllegalArgumentException(
          "%d messages in flight, %s and %s to wait: 1 or more, and no negative times are expected"
              .formatted(maxInFlight, scorePatience, operatorRetry));
    }
  }
}
