package dev.runtimebridge.devnet.runtime;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What it takes to have an extrinsic in a block, its tip apart.
 *
 * @param weight time of its calls, picoseconds
 * @param mandatory whether it is an inherent, which every block must have room for
 * @param fee what its signer pays; absent where nobody has signed
 */
public record InclusionCost(long weight, boolean mandatory, Optional<Fee> fee) {

  /**
   * The parts of a fee, smallest units.
   *
   * @param base what every transaction pays
   * @param length for its bytes
   * @param weight for the time of its calls
   */
  public record Fee(BigInteger base, BigInteger length, BigInteger weight) {
    /** All parts together. */
    public BigInteger total() {
      return base.add(length).add(weight);
    }
  }
}
