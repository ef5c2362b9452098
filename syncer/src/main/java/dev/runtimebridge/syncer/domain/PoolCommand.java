package dev.runtimebridge.syncer.domain;

import java.util.Optional;

/** What an operator asks of a pool. */
public sealed interface PoolCommand extends Command {
  /** Make it known. */
  record CreatePool(PoolConfig config) implements PoolCommand {}

  /**
   * Change what is said of it.
   *
   * @param expected what the sender took it to be; refused if it is another by now
   */
  record UpdatePool(PoolConfig config, Optional<PoolConfig> expected) implements PoolCommand {
    /** A change whatever it is now. */
    public UpdatePool(PoolConfig config) {
      this(config, Optional.empty());
    }
  }

  /** Forget it. */
  record DeletePool() implements PoolCommand {}

  /** Who signs for it from now on. */
  record SetPoolOperator(PoolOperator operator) implements PoolCommand {}

  /** Nobody signs for it any more. */
  record RemovePoolOperator() implements PoolCommand {}
}
