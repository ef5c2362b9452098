package dev.runtimebridge.syncer.domain;

/** What an operator wants of a worker on the chain. */
public enum ComputeTarget {
  /** To compute. */
  COMPUTE,
  /** To stay in its pool without computing. */
  IDLE,
  /** To be in no pool. */
  OUT_OF_POOL
}
