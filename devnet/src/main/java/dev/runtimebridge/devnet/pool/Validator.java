package dev.runtimebridge.devnet.pool;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.runtime.TransactionValidity;
import dev.runtimebridge.substrate.Bytes;

/** Asks the runtime whether a transaction can be included after a block. */
@FunctionalInterface
public interface Validator {

  /**
   * Judges one transaction.
   *
   * @param after the block that the next one is built upon
   * @param extrinsic its bytes with their length before them
   */
  TransactionValidity validate(Block after, Bytes extrinsic);
}
