package dev.runtimebridge.devnet.pool;

import dev.runtimebridge.devnet.runtime.TransactionValidity;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.Comparator;

/**
 * A transaction in the pool.
 *
 * @param hash of its bytes
 * @param extrinsic its bytes with their length before them
 * @param arrival counts those that came before
 * @param notBefore parachain block before which it is kept back
 * @param valid what the runtime said of it last
 */
record PooledTransaction(
    Hash256 hash, Bytes extrinsic, long arrival, long notBefore, TransactionValidity.Valid valid) {
  /** Best first. */
  static final Comparator<PooledTransaction> BEST_FIRST =
      Comparator.comparingLong((PooledTransaction each) -> each.valid().priority())
          .reversed()
          .thenComparingLong(PooledTransaction::arrival);

  PooledTransaction with(TransactionValidity.Valid now) {
    return new PooledTransaction(hash, extrinsic, arrival, notBefore, now);
  }
}
