package dev.runtimebridge.syncer.domain;

/** State of a session of {@code PhalaComputation}. */
public enum SessionState {
  /** Bound to a worker and not computing. */
  READY,
  /** Computing. */
  WORKER_IDLE,
  /** Computing, but its heartbeats are missing. */
  WORKER_UNRESPONSIVE,
  /** Stopped; its stake is not free yet. */
  WORKER_COOLING_DOWN
}
