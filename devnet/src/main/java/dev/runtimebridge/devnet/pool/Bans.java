package dev.runtimebridge.devnet.pool;

import dev.runtimebridge.substrate.hash.Hash256;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Transactions that are refused for a while: they were invalid, or they stand in a block. */
final class Bans {
  private final PoolLimits limits;
  private final LongSupplier nanoTime;
  private final Map<Hash256, Long> until = new LinkedHashMap<>();

  Bans(PoolLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  void add(Hash256 transaction) {
    until.remove(transaction);
    until.put(transaction, nanoTime.getAsLong() + limits.ban().toNanos());
    if (until.size() > limits.banned()) {
      until.remove(until.keySet().iterator().next());
    }
  }

  boolean has(Hash256 transaction) {
    Long end = until.get(transaction);
    return end != null && nanoTime.getAsLong() - end < 0;
  }

  void lift(Hash256 transaction) {
    until.remove(transaction);
  }
}
