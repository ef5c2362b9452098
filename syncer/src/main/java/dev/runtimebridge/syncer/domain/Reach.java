package dev.runtimebridge.syncer.domain;

/**
 * How far the log and the chains are. A number of 0 stands for one that is not known yet.
 *
 * @param publishedRelay last relay-chain header in the log
 * @param publishedPara last parachain block in the log
 * @param finalizedRelay last relay-chain header that the chain has finalized
 * @param finalizedPara last parachain block that the chain has finalized
 */
public record Reach(
    long publishedRelay, long publishedPara, long finalizedRelay, long finalizedPara) {
  /** Nothing is known. */
  public static final Reach UNKNOWN = new Reach(0, 0, 0, 0);

  /** Relay-chain headers that the chain has and a worker at {@code heights} has not. */
  public long relayBehind(Heights heights) {
    return behind(publishedRelay, finalizedRelay, heights.nextRelayHeader());
  }

  /** Parachain blocks that the chain has and a worker at {@code heights} has not. */
  public long paraBehind(Heights heights) {
    return behind(publishedPara, finalizedPara, heights.nextParaBlock());
  }

  /** Whether a worker at {@code heights} has all that the log has. */
  public boolean hasAllPublished(Heights heights) {
    return heights.nextRelayHeader() > publishedRelay && heights.nextParaBlock() > publishedPara;
  }

  private static long behind(long published, long finalized, long next) {
    return Math.max(0, Math.max(published, finalized) + 1 - next);
  }
}
