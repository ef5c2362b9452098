package dev.runtimebridge.fetcher.pipeline;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How the pipeline works.
 *
 * @param relayStart header that workers start from, if the operator names it
 * @param parallelRequests fetches at the same time
 * @param maxBatchHeaders longer runs of headers without a set change are cut
 * @param snapshotEvery parachain blocks between snapshots at the tip; 0 for none
 * @param verifyStorageChanges whether changes are checked against state roots
 * @param takeoverAfter silence of the active fetcher that a standby takes for its death
 */
public record FetcherSettings(
    OptionalLong relayStart,
    int parallelRequests,
    int maxBatchHeaders,
    long snapshotEvery,
    boolean verifyStorageChanges,
    Duration takeoverAfter) {

  private static final Duration LEAST_SILENCE = Duration.ofSeconds(3);

  /** What holds where the operator says nothing. */
  public static final FetcherSettings DEFAULT =
      new FetcherSettings(OptionalLong.empty(), 16, 512, 0, true, Duration.ofSeconds(10));

  /** Refuses what makes no sense. */
  public FetcherSettings {
    if (parallelRequests < 1) {
      throw new IllegalArgumentException(
          "bridge.fetcher.parallel-requests is " + parallelRequests + "; 1 is the least");
    }
    if (maxBatchHeaders < 1) {
      throw new IllegalArgumentException(
          "bridge.fetcher.max-batch-headers is " + maxBatchHeaders + "; 1 is the least");
    }
    if (snapshotEvery < 0) {
      throw new IllegalArgumentException(
          "bridge.fetcher.snapshot-every is " + snapshotEvery + "; 0 means never");
    }
    if (takeoverAfter.compareTo(LEAST_SILENCE) < 0) {
      throw new IllegalArgumentException(
          "bridge.fetcher.takeover-after is %s; %s is the least"
              .formatted(takeoverAfter, LEAST_SILENCE));
    }
  }

  /** Longest time between two signs of life of the active fetcher. */
  Duration heartbeat() {
    return takeoverAfter.dividedBy(3);
  }
}
