package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RoundEvent.Share;
import java.math.BigInteger;

/**
 * What a worker or a pool has earned, smallest units.
 *
 * @param frozen not yet to be used
 * @param available to be used
 * @param missed what tasks that were not done would have brought
 */
public record Balance(BigInteger frozen, BigInteger available, BigInteger missed) {
  /** Nothing so far. */
  public static final Balance NONE = new Balance(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

  /** With a share of a round that was settled. */
  public Balance settled(Share share) {
    return new Balance(frozen.add(share.paid()), available, missed.add(share.missed()));
  }

  /** With a share of a round that was released. */
  public Balance released(Share share) {
    return new Balance(frozen.subtract(share.paid()), available.add(share.paid()), missed);
  }
}
