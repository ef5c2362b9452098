package dev.runtimebridge.dispatch.domain;

/** How a task ended. */
public enum TaskOutcome {
  /** The worker computed in time. */
  DONE,
  /** The worker stands for a result that is not the task's. */
  FAILED,
  /** Nothing was heard until the round's window closed. */
  MISSED
}
