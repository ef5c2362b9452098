package dev.runtimebridge.syncer.domain;

/** What an operator asks of a pool. */
public sealed interface PoolCommand extends Command {
  /** Make it known. */
  record CreatePool(PoolConfig config) implements PoolCommand {}

  /** Change what is said of it. */
  record UpdatePool(PoolConfig config) implements PoolCommand {}

  /** Forget it. */
  record DeletePool() implements PoolCommand {}

  /** Who signs for it from now on. */
  record SetPoolOperator(PoolOperator operator) implements PoolCommand {}

  /** Nobody signs for it any more. */
  record RemovePoolOperator() implements PoolCommand {}
}
