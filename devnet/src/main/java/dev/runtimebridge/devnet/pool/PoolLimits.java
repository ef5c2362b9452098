package dev.runtimebridge.devnet.pool;

import java.time.Duration;

/**
 * Bounds of the pool.
 *
 * @param ready most transactions that can be included
 * @param future most transactions that wait for others
 * @param bytes most bytes of all of them together
 * @param banned most transactions that are refused because they were invalid or included lately
 * @param ban how long they are
 */
public record PoolLimits(int ready, int future, long bytes, int banned, Duration ban) {

  /** As nodes are set up by default. */
  public static final PoolLimits DEFAULT =
      new PoolLimits(8192, 819, 20L << 20, 4096, Duration.ofMinutes(30));
}
