package dev.runtimebridge.substrate.extrinsic;

import dev.runtimebridge.substrate.hash.Hash256;
import java.math.BigInteger;

/**
 * What a signer says besides the call.
 *
 * @param era how long the transaction may be included
 * @param eraBlock hash of the era's first block; not used if it is immortal
 * @param nonce number of transactions of the signer before this one
 * @param tip paid to the block's author, smallest units
 */
public record Terms(Era era, Hash256 eraBlock, long nonce, BigInteger tip) {

  /** Refuses negative numbers. */
  public Terms {
    if (nonce < 0 || tip.signum() < 0) {
      throw new IllegalArgumentException("negative nonce " + nonce + " or tip " + tip);
    }
  }

  /** Without a tip. */
  public static Terms of(Era era, Hash256 eraBlock, long nonce) {
    return new Terms(era, eraBlock, nonce, BigInteger.ZERO);
  }
}
