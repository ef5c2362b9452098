package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.SyncHeights;

/**
 * What the log has of both chains.
 *
 * @param relayStart relay-chain number from which workers start
 * @param relay last relay-chain number in the log, at least {@code relayStart}
 * @param para last parachain number in the log
 */
public record PublishedHeights(long relayStart, long relay, long para) {

  /** Relay-chain headers that a worker has not; one that was never seen has none but the start. */
  public int relayBehind(SyncHeights heights) {
    return behind(relay, Math.max(next(heights.getNextRelayHeader()), relayStart + 1));
  }

  /** Parachain blocks that a worker has not; block 0 comes with the start. */
  public int paraBehind(SyncHeights heights) {
    return behind(para, Math.max(next(heights.getNextParaBlock()), 1));
  }

  private static long next(int number) {
    return Integer.toUnsignedLong(number);
  }

  private static int behind(long last, long next) {
    return (int) Math.max(0, last - next + 1);
  }
}
