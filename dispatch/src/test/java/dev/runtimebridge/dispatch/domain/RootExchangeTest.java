package dev.runtimebridge.dispatch.domain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Small budgets on more machines than all combinations are tried of: where a rest of the budget is
 * worth most, and whole steps matter.
 */
class RootExchangeTest {
  private static final int CASES = 20;
  private static final int TRIES = 800;

  @Test
  void shouldNotBeBeatenByMovingAFewStepsAtRandom() {
    var random = new Random(23);
    for (int round = 0; round < CASES; round++) {
      int own = 9 + random.nextInt(6);
      long strongest = List.of(4L, 40L, 400L).get(random.nextInt(3));
      long[] scores = random.longs(own, 0, strongest).toArray();
      long[] others = random.longs(2L + random.nextInt(8), 1, 2 * strongest + 5).toArray();
      int tasks = 1 + random.nextInt(6);
      int depth = 1 + random.nextInt(20);
      long budget = (long) (400.0 * own * depth * depth * (0.5 + random.nextDouble()));
      var search =
          new SplitSearch(
              ChancesTest.field(others), StakePlannerTest.machines(scores), tasks, budget, 0);
      long[] plan = search.best(budget);
      double planned = search.expected(plan);
      long[] found = climbed(search, plan, budget, random);
      double better = search.expected(found);
      assertTrue(
          better <= planned + 1e-9,
          () ->
              "%s gives %.12f, but %s %.12f: scores %s others %s tasks %d budget %d"
                  .formatted(
                      Arrays.toString(plan),
                      planned,
                      Arrays.toString(found),
                      better,
                      Arrays.toString(scores),
                      Arrays.toString(others),
                      tasks,
                      budget));
    }
  }

  /**
   * Takes back up to three steps anywhere, buys what can be paid anywhere, keeps what is better.
   */
  private static long[] climbed(SplitSearch search, long[] from, long budget, Random random) {
    long[] best = from;
    double value = search.expected(best);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long[] roots = best.clone();
      for (int down = random.nextInt(3); down >= 0; down--) {
        int machine = random.nextInt(roots.length);
        roots[machine] = Math.max(0, roots[machine] - 1);
      }
      long left = budget - Arrays.stream(roots).map(search::cost).sum();
      for (int up = 0; up < 40; up++) {
        int machine = random.nextInt(roots.length);
        long price = search.cost(roots[machine] + 1) - search.cost(roots[machine]);
        if (price <= left) {
          roots[machine]++;
          left -= price;
        }
      }
      double now = search.expected(roots);
      if (now > value) {
        best = roots;
        value = now;
      }
    }
    return best;
  }
}
