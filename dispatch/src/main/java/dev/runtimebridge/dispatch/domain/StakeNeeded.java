package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.util.List;

/** The other way round: which stake gives a wished chance. */
public final class StakeNeeded {
  private StakeNeeded() {}

  /**
   * The least stake with which a worker of this score is drawn with at least this chance.
   *
   * @param others everybody else
   * @param tasks how many are drawn in a round
   * @param chance above 0, below 1
   */
  public static Stake forChance(Field others, int tasks, long score, double chance) {
    Draw.checkedTasks(tasks);
    if (!(chance > 0 && chance < 1)) {
      throw new RefusedInput(
          Reason.CHANCE_OUT_OF_RANGE,
          "a chance of " + chance + " cannot be planned for; give more than 0 and less than 1");
    }
    long least = 0;
    long most = Math.min(Weights.maxRoot(), Weights.MAX - Weights.checkedScore(score));
    if (chance(others, tasks, score + most) < chance) {
      throw new RefusedInput(
          Reason.CHANCE_OUT_OF_REACH,
          "no stake gives score %d a chance of %s among %d others when %d are drawn"
              .formatted(score, chance, others.workers(), tasks));
    }
    while (least < most) {
      long middle = (least + most) >>> 1;
      if (chance(others, tasks, score + middle) >= chance) {
        most = middle;
      } else {
        least = middle + 1;
      }
    }
    return Weights.stakeFor(least);
  }

  private static double chance(Field others, int tasks, long weight) {
    return GroupChances.of(Field.of(List.of(weight)), others, tasks).atLeastOne();
  }
}
