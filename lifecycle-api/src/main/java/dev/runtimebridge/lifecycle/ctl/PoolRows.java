package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.PoolView;
import java.util.List;

/** Pools as rows of tables. */
final class PoolRows {
  static final List<String> HEADER = List.of("PID", "NAME", "SYNC ONLY", "WORKERS");
  static final List<String> OPERATORS =
      List.of("PID", "NAME", "OPERATOR", "PROXIED", "BALANCE PHA", "FEES PHA");
  private static final int[] STREAM_WIDTHS = {5, 20, 9, 0};

  private PoolRows() {}

  static int[] streamWidths() {
    return STREAM_WIDTHS.clone();
  }

  static List<String> row(PoolView pool) {
    return List.of(
        Long.toUnsignedString(pool.getConfig().getPid()),
        pool.getConfig().getName() + (pool.getDeleted() ? " (deleted)" : ""),
        Words.yesNo(pool.getConfig().getSyncOnly()),
        Integer.toUnsignedString(pool.getWorkerCount()));
  }

  /** Who signs for a pool, and what it costs. */
  static List<String> operator(PoolView pool) {
    return List.of(
        Long.toUnsignedString(pool.getConfig().getPid()),
        pool.getConfig().getName(),
        Words.orDash(pool.getOperator()),
        Words.orDash(pool.getProxied()),
        Words.orDash(pool.getBalancePha()) + (pool.getBalanceLow() ? " (low)" : ""),
        Words.orDash(pool.getFeesPha()));
  }
}
