package dev.runtimebridge.syncer.domain;

/** What a call of a worker's life is for; one of them is under way at a time. */
public enum CallKind {
  /** Into the registry. */
  REGISTER,
  /** Into its pool. */
  ADD_TO_POOL,
  /** To compute. */
  START,
  /** To compute with more stake. */
  RESTART,
  /** To stop computing. */
  STOP,
  /** To get its stake back. */
  RECLAIM,
  /** Out of its pool. */
  REMOVE_FROM_POOL,
  /** Where it can be reached. */
  UPDATE_ENDPOINT
}
