package dev.runtimebridge.dispatch.domain;

import static dev.runtimebridge.dispatch.domain.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static final BigInteger ONE = BigInteger.ONE.shiftLeft(64);

  @Test
  void shouldAddFiveRootsOfTheCoinsToTheScore() {
    assertEquals(300, Weights.of(300, Stake.ZERO));
    assertEquals(300 + 158, Weights.of(300, Stake.ofCoins(1_000)));
    assertEquals(300 + 707, Weights.of(300, Stake.ofCoins(20_000)));
    assertEquals(100, Weights.of(0, Stake.ofCoins(400)));
  }

  @Test
  void shouldScoreCpusAsTheChainDoes() {
    assertEquals(420, Weights.cpuScore(6, 1));
    assertEquals(0, Weights.cpuScore(0, 4));
  }

  @Test
  void shouldCutStakesOffBeforeTheRoot() {
    assertEquals(new Stake(9_999), Stake.ofSmallestUnits(BigInteger.valueOf(999_999_999_999L)));
    assertEquals(4, Weights.root(Stake.ofSmallestUnits(BigInteger.valueOf(999_999_999_999L))));
    assertEquals(5, Weights.root(Stake.ofSmallestUnits(BigInteger.valueOf(1_000_000_000_000L))));
  }

  /** 0.04 coins are no finite binary fraction, so the chain's root of them is below 0.2. */
  @Test
  void shouldFallShortByOneWhereTheChainsFractionsDo() {
    assertEquals(0, Weights.root(Stake.ofCoins(new BigDecimal("0.04"))));
    assertEquals(1, Weights.root(Stake.ofCoins(new BigDecimal("0.0401"))));
    assertEquals(5, Weights.root(Stake.ofCoins(new BigDecimal("1.44"))));
    assertEquals(6, Weights.root(Stake.ofCoins(new BigDecimal("1.4401"))));
  }

  @Test
  void shouldAgreeWithTheChainsArithmeticForEverySmallStake() {
    for (long stake = 0; stake < 10_100; stake++) {
      assertEquals(onChain(stake), Weights.root(new Stake(stake)), "stake " + stake);
    }
  }

  @Test
  void shouldAgreeWithTheChainsArithmeticAtEveryKindOfStep() {
    var random = new Random(1);
    for (int i = 0; i < 600; i++) {
      long root = i < 300 ? i : random.nextLong(150_000_000);
      for (long stake = Math.max(0, 400 * root * root - 2);
          stake <= 400 * root * root + 2;
          stake++) {
        assertEquals(onChain(stake), Weights.root(new Stake(stake)), "stake " + stake);
      }
    }
    assertEquals(onChain(Long.MAX_VALUE), Weights.root(new Stake(Long.MAX_VALUE)));
  }

  @Test
  void shouldNameTheLeastStakeOfAWeight() {
    for (long root : new long[] {0, 1, 2, 4, 5, 6, 707, 100_000_000, Weights.maxRoot()}) {
      Stake stake = Weights.stakeFor(root);
      assertEquals(root, Weights.root(stake));
      if (root > 0) {
        assertEquals(root - 1, Weights.root(new Stake(stake.tenThousandths() - 1)));
      }
    }
  }

  @Test
  void shouldRefuseWhatIsNoStakeScoreOrWeight() {
    assertRefused(Reason.NEGATIVE_STAKE, () -> new Stake(-1));
    assertRefused(Reason.NEGATIVE_STAKE, () -> Stake.ofSmallestUnits(BigInteger.valueOf(-1)));
    assertRefused(Reason.STAKE_TOO_LARGE, () -> Stake.ofSmallestUnits(ONE.pow(2)));
    assertRefused(Reason.STAKE_TOO_LARGE, () -> Stake.ofCoins(new BigDecimal("1e1000000000")));
    assertRefused(Reason.NEGATIVE_SCORE, () -> Weights.of(-1, Stake.ZERO));
    assertRefused(Reason.NEGATIVE_SCORE, () -> Weights.cpuScore(-1, 1));
    assertRefused(Reason.SCORE_TOO_LARGE, () -> Weights.of(1L << 32, Stake.ZERO));
    assertEquals(Weights.MAX, Weights.of(Weights.MAX, Stake.ZERO));
    assertRefused(Reason.WEIGHT_OVERFLOW, () -> Weights.of(Weights.MAX, Stake.ofCoins(1)));
    assertRefused(Reason.NO_SUCH_WEIGHT, () -> Weights.stakeFor(-1));
    assertRefused(Reason.NO_SUCH_WEIGHT, () -> Weights.stakeFor(Weights.maxRoot() + 1));
  }

  /** Step by step what pRuntime does with numbers of 64 bits before and 64 after the point. */
  private static long onChain(long tenThousandths) {
    BigInteger stake =
        BigInteger.valueOf(tenThousandths).shiftLeft(64).divide(BigInteger.valueOf(10_000));
    if (stake.signum() == 0) {
      return 0;
    }
    boolean inverse = stake.compareTo(ONE) < 0;
    BigInteger of = inverse ? ONE.shiftLeft(64).divide(stake) : stake;
    BigInteger root = of.shiftRight(1).add(ONE);
    for (int i = 0; i < 64 && !stake.equals(ONE); i++) {
      root = root.add(of.shiftLeft(64).divide(root)).shiftRight(1);
    }
    if (stake.equals(ONE)) {
      root = ONE;
    }
    BigInteger result = inverse ? ONE.shiftLeft(64).divide(root) : root;
    return result.multiply(BigInteger.valueOf(5)).shiftRight(64).longValueExact();
  }
}
