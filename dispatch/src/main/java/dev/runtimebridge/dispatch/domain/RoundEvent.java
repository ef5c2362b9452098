package dev.runtimebridge.dispatch.domain;

import java.math.BigInteger;
import java.util.List;

/** What happened in a round. */
public sealed interface RoundEvent {
  /**
   * The round began and its tasks were drawn. Seed, tasks and candidates are all that a {@link
   * Draw} needs, so that anybody can repeat it.
   *
   * @param block the round's first
   * @param seed hash of that block
   * @param tasks how many were to be drawn
   * @param candidates all who were online, by id
   * @param drawn who got a task, in the order drawn
   * @param closesAt block from which on open tasks are missed
   */
  record RoundOpened(
      long block,
      Seed seed,
      int tasks,
      List<RoundCandidate> candidates,
      List<String> drawn,
      long closesAt)
      implements RoundEvent {
    /** Copies. */
    public RoundOpened {
      candidates = List.copyOf(candidates);
      drawn = List.copyOf(drawn);
    }
  }

  /** A task is over. */
  record TaskEnded(String worker, TaskOutcome outcome, long block) implements RoundEvent {}

  /**
   * The round is over and what it minted is shared out.
   *
   * @param block at which
   * @param minted all of it, smallest units: what the treasury and all shares sum to
   * @param treasury its part, with what nobody could claim
   * @param shares of those online, by id
   * @param releasesAt block from which on the shares can be used
   */
  record RoundSettled(
      long block, BigInteger minted, BigInteger treasury, List<Share> shares, long releasesAt)
      implements RoundEvent {
    /** Copies. */
    public RoundSettled {
      shares = List.copyOf(shares);
    }
  }

  /** What the round's shares froze can be used now. */
  record RewardsReleased(long block) implements RoundEvent {}

  /**
   * What a worker gets of a round, smallest units.
   *
   * @param online for being online
   * @param computing for its task
   * @param missed what its task would have brought
   */
  record Share(
      String worker, long pool, BigInteger online, BigInteger computing, BigInteger missed) {
    /** What is paid. */
    public BigInteger paid() {
      return online.add(computing);
    }
  }
}
