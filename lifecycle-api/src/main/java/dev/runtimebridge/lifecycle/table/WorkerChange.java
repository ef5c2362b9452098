package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Worker;
import java.util.Optional;

/**
 * A worker's new state.
 *
 * @param before what it was, if it was in the table
 * @param now what it is; possibly removed
 * @param position how far the log was read with this
 */
public record WorkerChange(Optional<Worker> before, Worker now, LogPosition position) {

  /** Whether the worker is or was in this pool. */
  public boolean concerns(PoolId pool) {
    return now.pool().equals(pool) || before.filter(it -> it.pool().equals(pool)).isPresent();
  }
}
