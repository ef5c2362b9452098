package dev.runtimebridge.dispatch.domain;

/** How a task ended. */
public enum TaskOutcome {
  /** The worker computed in time. */
  DONE,
  /** The worker said that it could not. */
  FAILED,
  /** Nothing was heard until the round's window closed. */
  MISSED
}
