package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;

/**
 * A stake pool of {@code PhalaBasePool.Pools}.
 *
 * @param pid its number
 * @param owner account that owns it
 * @param workerCount workers in it
 * @param coolingDownCount those of them that cool down
 * @param poolAccount account that holds its stake
 */
public record PoolOnChain(
    long pid, Bytes owner, long workerCount, long coolingDownCount, Bytes poolAccount) {
  /** {@code MaxPoolWorkers} of the runtime. */
  static final int MOST_WORKERS = 200;

  boolean isFull() {
    return workerCount >= MOST_WORKERS;
  }
}
