package dev.runtimebridge.syncer.domain;

/**
 * When a worker counts as being at the tip. It gets there within the first bounds and loses it
 * beyond the second, so that one block more or less changes nothing.
 *
 * @param relayLag relay-chain headers that the log may lack of what is finalized
 * @param paraLag parachain blocks that the log may lack of what is finalized
 * @param relayFellBehind relay-chain headers that a worker at the tip may lack
 * @param paraFellBehind parachain blocks that a worker at the tip may lack
 */
public record TipPolicy(long relayLag, long paraLag, long relayFellBehind, long paraFellBehind) {
  /** Refuses bounds that would make a worker leave the tip as soon as it is there. */
  public TipPolicy {
    if (relayLag < 0 || paraLag < 0 || relayFellBehind < relayLag || paraFellBehind < paraLag) {
      throw new IllegalArgumentException(
          "a worker must be allowed to fall as far behind as the log may lag: relay %d of %d, para %d of %d"
              .formatted(relayFellBehind, relayLag, paraFellBehind, paraLag));
    }
  }

  /** Whether a worker at {@code heights} has everything and the log is close to its chains. */
  public boolean atTip(Heights heights, Reach reach) {
    boolean chainKnown = reach.finalizedRelay() > 0;
    return chainKnown
        && reach.hasAllPublished(heights)
        && reach.relayBehind(heights) <= relayLag
        && reach.paraBehind(heights) <= paraLag;
  }

  /** Whether a worker at {@code heights} can no longer be called at the tip. */
  public boolean fellBehind(Heights heights, Reach reach) {
    return reach.relayBehind(heights) > relayFellBehind
        || reach.paraBehind(heights) > paraFellBehind;
  }
}
