package dev.runtimebridge.syncer.domain;

/** What was decided of a pool. */
public sealed interface PoolEvent extends Event {
  /** It is known. */
  record PoolCreated(PoolConfig config) implements PoolEvent {}

  /** What is said of it changed. */
  record PoolUpdated(PoolConfig config) implements PoolEvent {}

  /** It is forgotten. */
  record PoolDeleted() implements PoolEvent {}

  /** Somebody signs for it. */
  record PoolOperatorSet(PoolOperator operator) implements PoolEvent {}

  /** Nobody signs for it any more. */
  record PoolOperatorRemoved() implements PoolEvent {}
}
