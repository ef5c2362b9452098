package dev.runtimebridge.dispatch.domain;

import static dev.runtimebridge.dispatch.domain.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StakePlannerTest {
  /** Two values that differ by less are the same. */
  private static final double SAME = 1e-9;

  private static final Field ARTICLE =
      new Field(List.of(new WeightClass(Weights.of(420, Stake.ofCoins(1_000)), 5_000)));

  @Test
  void shouldSplitEvenlyBetweenEqualMachines() {
    var planner = new StakePlanner(ARTICLE, machines(420, 420), 5);
    StakePlan plan = planner.best(Stake.ofCoins(20_000), Stake.ZERO);
    assertEquals(plan.shares().getFirst().weight(), plan.shares().getLast().weight());
    assertEquals("0.31806", "%.5f".formatted(100 * plan.planned().expected()));
    assertEquals(0, plan.gainOverEven(), SAME);
    assertTrue(plan.gainOverPresent() > 0.001);
    assertWithin(plan, Stake.ofCoins(20_000), Stake.ZERO);
  }

  @Test
  void shouldNeverBeBeatenByAnyCombinationOfASmallCase() {
    var random = new Random(21);
    for (int round = 0; round < 60; round++) {
      int own = 1 + random.nextInt(3);
      long[] scores = random.longs(own, 0, random.nextBoolean() ? 4 : 40).toArray();
      long[] others = random.longs(1 + random.nextInt(3), 1, 60).toArray();
      int tasks = 1 + random.nextInt(3);
      var budget = new Stake(random.nextLong(60_000));
      var minimum = new Stake(random.nextInt(3) == 0 ? budget.tenThousandths() / own / 2 : 0);
      var planner = new StakePlanner(ChancesTest.field(others), machines(scores), tasks);
      StakePlan plan = planner.best(budget, minimum);
      assertWithin(plan, budget, minimum);
      double best = bestOfAll(scores, others, tasks, budget.tenThousandths(), minimum, 0, scores);
      assertTrue(
          plan.planned().expected() >= best - SAME,
          () ->
              "%s planned %.12f, possible %.12f: %s others %s tasks %d budget %s least %s"
                  .formatted(
                      Arrays.toString(scores),
                      plan.planned().expected(),
                      best,
                      plan.shares(),
                      Arrays.toString(others),
                      tasks,
                      budget,
                      minimum));
    }
  }

  @Test
  void shouldNeverBeBeatenByTenThousandRandomSplits() {
    var random = new Random(22);
    long[] scores = {90, 150, 150, 300, 420, 420, 700, 1_500, 60, 2_400};
    Field others =
        new Field(
            List.of(new WeightClass(500, 40), new WeightClass(90, 25), new WeightClass(3_000, 3)));
    var planner = new StakePlanner(others, machines(scores), 5);
    Stake budget = Stake.ofCoins(30_000);
    StakePlan plan = planner.best(budget, Stake.ZERO);
    assertWithin(plan, budget, Stake.ZERO);
    double most = Arrays.stream(scores).sum() + 20_000.0;
    var grid = new PlanGrid(others, 5, scores, most, scores);
    double planned =
        grid.expected(plan.shares().stream().mapToLong(StakePlan.Share::weight).toArray());
    assertEquals(plan.planned().expected(), planned, SAME);
    for (int split = 0; split < 10_000; split++) {
      // Half of them anywhere, half of them near the plan.
      double[] parts = random.doubles(scores.length).map(part -> -Math.log(1 - part)).toArray();
      for (int i = 0; i < parts.length && split % 2 == 0; i++) {
        parts[i] = plan.shares().get(i).stake().tenThousandths() * (0.98 + 0.04 * parts[i]);
      }
      double sum = Arrays.stream(parts).sum();
      var weights = new long[parts.length];
      for (int i = 0; i < parts.length; i++) {
        long stake = (long) (budget.tenThousandths() * (parts[i] / sum));
        weights[i] = Weights.of(scores[i], new Stake(stake));
      }
      assertTrue(grid.expected(weights) <= planned + SAME, () -> Arrays.toString(weights));
    }
    assertTrue(plan.gainOverEven() >= 0);
  }

  @Test
  void shouldStakeMoreOnTheWeakerMachineWhereDrawsAreScarce() {
    var planner = new StakePlanner(ChancesTest.field(500, 500, 500), machines(100, 1_500), 2);
    StakePlan plan = planner.best(Stake.ofCoins(10_000), Stake.ZERO);
    assertTrue(
        plan.shares().getFirst().stake().compareTo(plan.shares().getLast().stake()) > 0,
        () -> plan.shares().toString());
    assertTrue(plan.gainOverEven() > 0);
  }

  @Test
  void shouldTellWhatTheNextCoinAndTheNextStepBring() {
    var planner = new StakePlanner(ARTICLE, machines(420, 100), 5);
    StakePlan plan = planner.best(Stake.ofCoins(5_000), Stake.ZERO);
    StakePlan.Step step = plan.nextStep().orElseThrow();
    assertTrue(step.gain() > 0);
    StakePlan richer =
        planner.best(
            new Stake(Stake.ofCoins(5_000).tenThousandths() + step.more().tenThousandths()),
            Stake.ZERO);
    assertTrue(richer.planned().expected() >= plan.planned().expected() + step.gain() - SAME);
    StakePlan coin = planner.best(Stake.ofCoins(5_001), Stake.ZERO);
    assertEquals(coin.planned().expected() - plan.planned().expected(), plan.nextCoin(), SAME);
    assertEquals(step.gain() * 10_000 / step.more().tenThousandths(), step.perCoin(), 1e-18);
  }

  @Test
  void shouldPlanForManyDifferentMachines() {
    long[] scores = new Random(5).longs(300, 60, 3_000).toArray();
    var planner = new StakePlanner(ARTICLE, machines(scores), 5);
    StakePlan plan = planner.best(Stake.ofCoins(500_000), Stake.ofCoins(100));
    assertWithin(plan, Stake.ofCoins(500_000), Stake.ofCoins(100));
    assertTrue(plan.gainOverEven() >= -SAME);
    assertTrue(plan.unspent().compareTo(Stake.ofCoins(10)) < 0);
  }

  @Test
  void shouldSpendNothingWhereStakeIsWorthNothing() {
    var alone = new StakePlanner(ChancesTest.field(), machines(10, 20), 5);
    StakePlan plan = alone.best(Stake.ofCoins(100), Stake.ZERO);
    assertEquals(2, plan.planned().expected(), SAME);
    assertEquals(0, plan.gainOverEven(), SAME);
    var noTasks = new StakePlanner(ChancesTest.field(5, 6), machines(10, 20), 0);
    assertEquals(0, noTasks.best(Stake.ofCoins(100), Stake.ZERO).planned().expected());
    var nothing = new StakePlanner(ARTICLE, machines(0), 5).best(Stake.ZERO, Stake.ZERO);
    assertEquals(Stake.ZERO, nothing.shares().getFirst().stake());
    assertEquals(0, nothing.planned().expected());
  }

  @Test
  void shouldNameTheStakeForAChance() {
    Stake stake = StakeNeeded.forChance(ARTICLE, 5, 300, 0.001741);
    assertTrue(stake.compareTo(Stake.ofCoins(19_900)) > 0, stake::toString);
    assertTrue(stake.compareTo(Stake.ofCoins(20_001)) < 0, stake::toString);
    var less = new Stake(stake.tenThousandths() - 1);
    assertTrue(chance(300, stake) >= 0.001741);
    assertTrue(chance(300, less) < 0.001741);
    assertEquals(Stake.ZERO, StakeNeeded.forChance(ARTICLE, 5, 300, 1e-4));
    assertEquals(Stake.ZERO, StakeNeeded.forChance(ChancesTest.field(), 5, 0, 0.5));
  }

  @Test
  void shouldRefuseWhatCannotBePlanned() {
    assertRefused(Reason.NO_MACHINES, () -> new StakePlanner(ARTICLE, List.of(), 5));
    assertRefused(Reason.NEGATIVE_TASKS, () -> new StakePlanner(ARTICLE, machines(1), -1));
    var one = new Machine("a", 1, Stake.ZERO);
    assertRefused(Reason.DUPLICATE_MACHINE, () -> new StakePlanner(ARTICLE, List.of(one, one), 5));
    assertRefused(
        Reason.TOO_MANY_MACHINES,
        () -> new StakePlanner(ARTICLE, machines(new long[StakePlanner.MAX_MACHINES + 1]), 5));
    var planner = new StakePlanner(ARTICLE, machines(1, 2), 5);
    assertRefused(
        Reason.BUDGET_BELOW_MINIMUM, () -> planner.best(Stake.ofCoins(19), Stake.ofCoins(10)));
    assertRefused(
        Reason.STAKE_TOO_LARGE, () -> planner.best(new Stake(Long.MAX_VALUE), Stake.ZERO));
    assertRefused(
        Reason.CHANCE_OUT_OF_RANGE, () -> StakeNeeded.forChance(ARTICLE, 5, 300, Double.NaN));
    assertRefused(Reason.CHANCE_OUT_OF_RANGE, () -> StakeNeeded.forChance(ARTICLE, 5, 300, 1));
    assertRefused(Reason.CHANCE_OUT_OF_REACH, () -> StakeNeeded.forChance(ARTICLE, 0, 300, 0.5));
  }

  static List<Machine> machines(long... scores) {
    var machines = new ArrayList<Machine>();
    for (int i = 0; i < scores.length; i++) {
      machines.add(new Machine("tee-" + i, scores[i], Stake.ZERO));
    }
    return machines;
  }

  private static double chance(long score, Stake stake) {
    return GroupChances.of(ChancesTest.field(Weights.of(score, stake)), ARTICLE, 5).atLeastOne();
  }

  private static void assertWithin(StakePlan plan, Stake budget, Stake minimum) {
    long sum = plan.unspent().tenThousandths();
    double expected = 0;
    for (StakePlan.Share share : plan.shares()) {
      assertTrue(share.stake().compareTo(minimum) >= 0, share::toString);
      assertEquals(Weights.of(share.machine().score(), share.stake()), share.weight());
      sum += share.stake().tenThousandths();
      expected += share.chance();
    }
    assertEquals(budget.tenThousandths(), sum);
    assertEquals(plan.planned().expected(), expected, SAME * plan.shares().size());
  }

  /** Every root that the budget can pay, for every machine but the last, which takes the rest. */
  private static double bestOfAll(
      long[] scores,
      long[] others,
      int tasks,
      long left,
      Stake minimum,
      int machine,
      long[] weights) {
    if (machine == scores.length - 1) {
      long[] all = Arrays.copyOf(weights, scores.length + others.length);
      all[machine] = Weights.of(scores[machine], new Stake(left));
      System.arraycopy(others, 0, all, scores.length, others.length);
      return Orders.expected(scores.length, all, tasks);
    }
    double best = 0;
    long kept = minimum.tenThousandths() * (scores.length - machine - 1);
    for (long root = Weights.root(minimum); ; root++) {
      long price = Math.max(minimum.tenThousandths(), Weights.stakeFor(root).tenThousandths());
      if (price > left - kept) {
        return best;
      }
      long[] with = weights.clone();
      with[machine] = scores[machine] + root;
      best =
          Math.max(
              best, bestOfAll(scores, others, tasks, left - price, minimum, machine + 1, with));
    }
  }
}
