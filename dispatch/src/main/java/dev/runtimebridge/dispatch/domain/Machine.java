package dev.runtimebridge.dispatch.domain;

/**
 * A worker of an owner who plans.
 *
 * @param id unique among the owner's
 * @param score see {@link Weights#cpuScore}
 * @param stake what is staked on it now
 */
public record Machine(String id, long score, Stake stake) {
  /** Refuses a score that 32 bits do not hold. */
  public Machine {
    Weights.checkedScore(score);
  }
}
