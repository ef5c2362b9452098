package dev.runtimebridge.dispatch.domain;

import java.util.List;

/** What a round hears of. */
public sealed interface RoundInput {
  /** The round's first block, and who is online as of it. */
  record FirstBlock(long round, long block, Seed hash, List<RoundCandidate> online)
      implements RoundInput {
    /** Copies. */
    public FirstBlock {
      online = List.copyOf(online);
    }
  }

  /** The chain has come to this block. */
  record BlockReached(long block) implements RoundInput {}

  /**
   * A worker reports on its task.
   *
   * @param worker who
   * @param done false if its result is wrong
   * @param block that the chain has come to
   */
  record TaskReported(String worker, boolean done, long block) implements RoundInput {}
}
