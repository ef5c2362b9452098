package dev.runtimebridge.dispatch.domain;

import java.util.Arrays;
import java.util.List;

/**
 * Searches the best split of a budget. A weight is a whole number, so what counts is not the stake
 * but how much of weight it buys (its root), and a root of k costs {@link Weights#cost}.
 *
 * <p>First the smooth problem ({@link SmoothSplit}), then whole numbers near it: what is left of
 * the budget buys steps where they bring most for their price, a few steps are exchanged as long as
 * that helps ({@link RootExchange}), and of few machines all combinations around are tried.
 */
final class SplitSearch {
  /** Combinations tried around the optimum, at the most. */
  private static final int COMBINATIONS = 4_000;

  /** What is below is rounding. */
  static final double NOTHING = 1e-15;

  private final PlanGrid grid;
  private final long[] scores;
  private final RootPrices prices;
  private final SmoothSplit smooth;
  private final RootExchange exchange;

  SplitSearch(Field others, List<Machine> machines, int tasks, long largestBudget, long minimum) {
    scores = machines.stream().mapToLong(Machine::score).toArray();
    prices = new RootPrices(scores, minimum);
    long even = Weights.root(new Stake(largestBudget / scores.length));
    long[] likely = Arrays.stream(scores).map(score -> score + even).toArray();
    // No split of a budget buys more of weight than the even one, but for what is cut off.
    double most = Arrays.stream(likely).sum() + Weights.root(new Stake(largestBudget)) + 1.0;
    grid = new PlanGrid(others, tasks, scores, most, likely);
    smooth = new SmoothSplit(grid, scores, minimum);
    exchange = new RootExchange(grid, prices, scores);
  }

  /** Price of a root, in 1e-4 coins. */
  long cost(long root) {
    return prices.of(root);
  }

  /** How many are expected to be drawn. */
  double expected(long[] roots) {
    return grid.expected(weights(roots));
  }

  /** What one more for each alone would bring. */
  double[] gains(long[] roots) {
    return grid.margins(Arrays.stream(weights(roots)).asDoubleStream().toArray()).up;
  }

  /** The roots of the best split of a budget. */
  long[] best(long budget) {
    var roots = new long[scores.length];
    double[] wanted = smooth.best(budget);
    for (int i = 0; i < roots.length; i++) {
      roots[i] = Math.clamp((long) wanted[i], prices.least(), prices.most(i, budget));
    }
    while (prices.left(roots, budget) < 0) {
      lowerLargest(roots);
    }
    return tryAround(exchange.improve(roots, budget), budget);
  }

  private static void lowerLargest(long[] roots) {
    int largest = 0;
    for (int i = 1; i < roots.length; i++) {
      if (roots[i] > roots[largest]) {
        largest = i;
      }
    }
    roots[largest]--;
  }

  /** Tries all combinations near, the last machine getting what the others leave. */
  private long[] tryAround(long[] center, long budget) {
    int reach = reach(center.length - 1);
    if (reach == 0) {
      return center;
    }
    var best = new Best(center);
    tryAround(best, center, center.clone(), 0, reach, budget);
    return best.roots;
  }

  private static int reach(int free) {
    int reach = 0;
    while (free > 0 && reach < 1_000 && Math.pow(2 * (reach + 1) + 1, free) <= COMBINATIONS) {
      reach++;
    }
    return reach;
  }

  private void tryAround(
      Best best, long[] center, long[] roots, int machine, int reach, long budget) {
    if (machine == roots.length - 1) {
      long least = prices.least();
      roots[machine] = least;
      long left = prices.left(roots, budget) + prices.of(least);
      if (left >= prices.of(least)) {
        roots[machine] =
            Math.clamp(Weights.root(new Stake(left)), least, prices.most(machine, budget));
        best.offer(roots);
      }
      return;
    }
    long from = Math.max(prices.least(), center[machine] - reach);
    long to = Math.min(prices.most(machine, budget), center[machine] + reach);
    for (long root = from; root <= to; root++) {
      roots[machine] = root;
      tryAround(best, center, roots, machine + 1, reach, budget);
    }
  }

  private final class Best {
    private long[] roots;
    private double value;

    private Best(long[] roots) {
      this.roots = roots;
      value = grid.expected(weights(roots));
    }

    private void offer(long[] candidate) {
      double offered = grid.expected(weights(candidate));
      if (offered > value + NOTHING) {
        value = offered;
        roots = candidate.clone();
      }
    }
  }

  private long[] weights(long[] roots) {
    var weights = new long[roots.length];
    for (int i = 0; i < roots.length; i++) {
      weights[i] = scores[i] + roots[i];
    }
    return weights;
  }
}
