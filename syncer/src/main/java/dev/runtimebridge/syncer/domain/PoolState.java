package dev.runtimebridge.syncer.domain;

import java.util.Optional;

/**
 * A pool's state.
 *
 * <pre>
 * Unseen ──► Open ──► Deleted
 *             ▲          │
 *             └──────────┘
 * </pre>
 */
public sealed interface PoolState extends AggregateState {
  /** Never heard of. */
  record Unseen() implements PoolState {}

  /** There. */
  record Open(PoolConfig config, Optional<PoolOperator> operator) implements PoolState {}

  /** Was there; may be created again. */
  record Deleted(PoolConfig config) implements PoolState {}
}
