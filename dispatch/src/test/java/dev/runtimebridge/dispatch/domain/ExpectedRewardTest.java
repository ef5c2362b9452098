package dev.runtimebridge.dispatch.domain;

import static dev.runtimebridge.dispatch.domain.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedRewardTest {
  private static final RewardRules RULES = RewardRules.VENDETTA;
  private static final BigInteger COIN = BigInteger.TEN.pow(12);

  @Test
  void shouldMintThirtyThousandCoinsARound() {
    assertEquals(coins(30_000), RULES.minted(0));
    assertEquals(coins(30_000), RULES.minted(4_319));
    assertEquals(coins(22_500), RULES.minted(4_320));
    assertEquals(coins(16_875), RULES.minted(8_640));
    assertEquals(BigInteger.ZERO, RULES.minted(Long.MAX_VALUE));
    assertEquals(24, RULES.roundsPerDay());
  }

  @Test
  void shouldSplitFiftyThirtyTwenty() {
    assertEquals(coins(15_000), RULES.forComputing(RULES.minted(0)));
    assertEquals(coins(9_000), RULES.forOnline(RULES.minted(0)));
  }

  /** One of 5 001: 3 000 coins for each of 5 tasks, and its part of 9 000 for being online. */
  @Test
  void shouldExpectWhatTheRulesPay() {
    Field others = new Field(List.of(new WeightClass(578, 5_000)));
    var drawn = GroupChances.of(ChancesTest.field(578), others, 5);
    var reward = ExpectedReward.of(RULES, 0, drawn, 5_001, 420, 420 * 5_001);
    double chance = 5 / 5_001.0;
    assertEquals(24 * 3_000 * chance, reward.computing(), 1e-5);
    assertEquals(24 * 9_000 / 5_001.0, reward.online(), 1e-9);
    assertEquals(24 * 9e6 * chance * (1 - chance), reward.variance(), 1);
    assertEquals(reward.computing() + reward.online(), reward.perDay());
    assertEquals(Math.sqrt(reward.variance()), reward.deviation());
  }

  @Test
  void shouldShareTheTasksAmongThoseThatAreThere() {
    var two = GroupChances.of(ChancesTest.field(5, 6), ChancesTest.field(), 5);
    var reward = ExpectedReward.of(RULES, 0, two, 2, 10, 10);
    assertEquals(24 * 24_000, reward.perDay(), 1e-6);
    assertEquals(0, reward.variance(), 1e-6);
  }

  @Test
  void shouldNeverDivideByNothing() {
    var nobody = GroupChances.of(ChancesTest.field(), ChancesTest.field(), 5);
    assertEquals(0, ExpectedReward.of(RULES, 0, nobody, 0, 0, 0).perDay());
    assertRefused(Reason.NEGATIVE_SCORE, () -> ExpectedReward.of(RULES, 0, nobody, 1, -1, 5));
  }

  @Test
  void shouldRefuseRulesThatCannotBe() {
    assertRefused(Reason.MALFORMED_RULES, () -> rules(0, 500_000, 300_000));
    assertRefused(Reason.MALFORMED_RULES, () -> rules(600, 500_001, 500_000));
    assertRefused(Reason.MALFORMED_RULES, () -> rules(600, -1, 0));
  }

  private static RewardRules rules(int blocks, int compute, int online) {
    return new RewardRules(
        blocks, Duration.ofSeconds(6), 5, BigInteger.ONE, 1, 750_000, compute, online);
  }

  private static BigInteger coins(long coins) {
    return BigInteger.valueOf(coins).multiply(COIN);
  }
}
