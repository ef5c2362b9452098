package dev.runtimebridge.dispatch.domain;

import java.util.List;
import java.util.Optional;

/**
 * The best split of a budget. Stakes are the least that give their weights, so a little may stay
 * unspent: it would buy nothing.
 *
 * @param shares one for each machine, in the order given
 * @param unspent of the budget
 * @param planned how many are drawn with the plan
 * @param even how many with the budget in equal parts
 * @param present how many as the stakes are now
 * @param nextCoin how many more are expected with one coin more in the budget, split anew
 * @param nextStep the next step that is worth most for its price; none if no stake helps
 */
public record StakePlan(
    List<Share> shares,
    Stake unspent,
    GroupChances planned,
    GroupChances even,
    GroupChances present,
    double nextCoin,
    Optional<Step> nextStep) {
  /**
   * What a machine gets.
   *
   * @param machine who
   * @param stake how much is to be on it
   * @param weight what it has then
   * @param chance of being drawn in a round
   */
  public record Share(Machine machine, Stake stake, long weight, double chance) {}

  /**
   * One more of weight for one machine.
   *
   * @param machine whose
   * @param more stake than planned
   * @param gain how many more are expected to be drawn in a round
   */
  public record Step(Machine machine, Stake more, double gain) {
    /** What each coin of it brings. */
    public double perCoin() {
      return gain * Stake.PER_COIN / more.tenThousandths();
    }
  }

  /** Copies. */
  public StakePlan {
    shares = List.copyOf(shares);
  }

  /** How many more are expected to be drawn in a round than with equal parts. */
  public double gainOverEven() {
    return planned.expected() - even.expected();
  }

  /** How many more are expected to be drawn in a round than now. */
  public double gainOverPresent() {
    return planned.expected() - present.expected();
  }
}
