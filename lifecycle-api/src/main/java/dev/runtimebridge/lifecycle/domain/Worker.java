package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;

/**
 * A worker as the log last told.
 *
 * @param id its identity
 * @param state its state
 * @param sequence number of the event that led here
 */
public record Worker(WorkerId id, WorkerState state, long sequence) {

  /** What operators said of it. */
  public WorkerConfig config() {
    return state.getConfig();
  }

  /** Its name. */
  public String name() {
    return config().getName();
  }

  /** The pool that it belongs to. */
  public PoolId pool() {
    return new PoolId(config().getPid());
  }

  /** The same, deleted. */
  public Worker asRemoved() {
    return new Worker(id, state.toBuilder().setStage(WorkerStage.REMOVED).build(), sequence);
  }

  /** Whether it was deleted; its history stays. */
  public boolean removed() {
    return state.getStage() == WorkerStage.REMOVED;
  }
}
