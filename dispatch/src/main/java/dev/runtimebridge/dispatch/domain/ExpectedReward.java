package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What a group of workers earns in a day, if rounds stay as the one at hand. The online part is
 * certain; what is drawn varies, from round to round independently.
 *
 * @param computing coins a day for tasks, in the mean
 * @param online coins a day for being online
 * @param variance of the coins a day
 */
public record ExpectedReward(double computing, double online, double variance) {
  /**
   * The reward of a group.
   *
   * @param round whose minted coins count
   * @param drawn how many of the group are drawn in a round
   * @param workers online, with the group
   * @param groupScore sum of the scores of the group
   * @param totalScore sum of the scores of all online, with the group
   */
  public static ExpectedReward of(
      RewardRules rules,
      long round,
      GroupChances drawn,
      int workers,
      long groupScore,
      long totalScore) {
    if (groupScore < 0 || groupScore > totalScore) {
      throw new RefusedInput(
          Reason.NEGATIVE_SCORE,
          "a group's score of " + groupScore + " is not within 0 and the total " + totalScore);
    }
    BigInteger minted = rules.minted(round);
    int winners = Math.min(rules.tasks(), workers);
    double prize = winners <= 0 ? 0 : coins(rules.forComputing(minted)) / winners;
    double share = totalScore == 0 ? 0 : (double) groupScore / totalScore;
    double rounds = rules.roundsPerDay();
    return new ExpectedReward(
        rounds * prize * drawn.expected(),
        rounds * coins(rules.forOnline(minted)) * share,
        rounds * prize * prize * drawn.variance());
  }

  /** Coins a day in the mean. */
  public double perDay() {
    return computing + online;
  }

  /** Standard deviation of the coins a day. */
  public double deviation() {
    return Math.sqrt(variance);
  }

  private static double coins(BigInteger units) {
    return new BigDecimal(units).movePointLeft(12).doubleValue();
  }
}
