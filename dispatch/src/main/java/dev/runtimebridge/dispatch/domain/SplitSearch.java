package dev.runtimebridge.dispatch.domain;

import java.util.Arrays;
import java.util.List;

/**
 * Searches the best split of a budget. A weight is a whole number, so what counts is not the stake
 * but how much of weight it buys (its root), and a root of k costs {@link Weights#cost}.
 *
 * <p>First the smooth problem: at its one optimum every machine's slope is in proportion to its
 * root, because the price of a root grows so. Then whole numbers near it: what is left of the
 * budget buys steps where they bring most for their price, single steps are exchanged as long as
 * that helps, and of few machines all combinations around are tried.
 */
final class SplitSearch {
  /** Combinations tried around the optimum, at the most. */
  private static final int COMBINATIONS = 4_000;

  private static final int SMOOTH_ROUNDS = 200;
  private static final int EXCHANGES = 200;

  /** What is below is rounding. */
  private static final double NOTHING = 1e-15;

  private final PlanGrid grid;
  private final long[] scores;
  private final long minimum;
  private final long leastRoot;

  SplitSearch(Field others, List<Machine> machines, int tasks, long largestBudget, long minimum) {
    scores = machines.stream().mapToLong(Machine::score).toArray();
    this.minimum = minimum;
    leastRoot = Weights.root(new Stake(minimum));
    long even = Weights.root(new Stake(largestBudget / scores.length));
    long[] likely = Arrays.stream(scores).map(score -> score + even).toArray();
    // No split of a budget buys more of weight than the even one, but for what is cut off.
    double most = Arrays.stream(likely).sum() + Weights.root(new Stake(largestBudget)) + 1.0;
    grid = new PlanGrid(others, tasks, scores, most, likely);
  }

  /** Price of a root, in 1e-4 coins. */
  long cost(long root) {
    return Math.max(minimum, Weights.cost(root));
  }

  /** How many are expected to be drawn. */
  double expected(long[] roots) {
    return grid.expected(weights(roots));
  }

  /** What one more for each alone would bring. */
  double[] gains(long[] roots) {
    return margins(roots).up;
  }

  /** The roots of the best split of a budget. */
  long[] best(long budget) {
    var roots = new long[scores.length];
    Arrays.fill(roots, leastRoot);
    double[] smooth = smooth(budget);
    for (int i = 0; i < roots.length; i++) {
      roots[i] = Math.clamp((long) smooth[i], leastRoot, mostRoot(i, budget));
    }
    while (left(roots, budget) < 0) {
      lowerLargest(roots);
    }
    improve(roots, budget);
    return tryAround(roots, budget);
  }

  private long mostRoot(int machine, long budget) {
    long others = minimum * (scores.length - 1);
    long affordable = Weights.root(new Stake(Math.max(minimum, budget - others)));
    return Math.max(leastRoot, Math.min(affordable, Weights.MAX - scores[machine]));
  }

  private long left(long[] roots, long budget) {
    long left = budget;
    for (long root : roots) {
      left -= cost(root);
    }
    return left;
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

  /** Roots that may be fractions: each in proportion to its slope, and all spend the budget. */
  private double[] smooth(long budget) {
    var roots = new double[scores.length];
    Arrays.fill(roots, Math.sqrt(budget / 400.0 / scores.length));
    double share = 0.5;
    double moved = Double.MAX_VALUE;
    for (int round = 0; round < SMOOTH_ROUNDS; round++) {
      double[] wanted = spend(grid.margins(weights(roots)).slope, budget);
      double now = 0;
      for (int i = 0; i < roots.length; i++) {
        now = Math.max(now, Math.abs(wanted[i] - roots[i]));
      }
      if (now < 0.01) {
        break;
      }
      // Steps that do not get smaller swing about the optimum.
      share = now < moved ? share : Math.max(share / 2, 0.01);
      moved = now;
      for (int i = 0; i < roots.length; i++) {
        roots[i] += share * (wanted[i] - roots[i]);
      }
    }
    return roots;
  }

  /** Roots in proportion to the slopes, none below the least, that cost the budget. */
  private double[] spend(double[] slopes, long budget) {
    double largest = Arrays.stream(slopes).max().orElse(0);
    var roots = new double[slopes.length];
    Arrays.fill(roots, (double) leastRoot);
    if (largest <= 0) {
      return roots;
    }
    double low = 0;
    double high = Math.sqrt(budget / 400.0);
    for (int halving = 0; halving < 100; halving++) {
      double factor = (low + high) / 2;
      double price = 0;
      for (int i = 0; i < roots.length; i++) {
        roots[i] = Math.max((double) leastRoot, factor * slopes[i] / largest);
        price += Math.max((double) minimum, 400 * roots[i] * roots[i]);
      }
      if (price > budget) {
        high = factor;
      } else {
        low = factor;
      }
    }
    return roots;
  }

  /** Buys what the rest of the budget buys, then exchanges single steps as long as it helps. */
  private void improve(long[] roots, long budget) {
    fill(margins(roots), roots, budget);
    double value = grid.expected(weights(roots));
    for (int exchange = 0; exchange < EXCHANGES; exchange++) {
      PlanGrid.Margins margins = margins(roots);
      long[] changed = roots.clone();
      if (!exchangeBest(margins, changed, budget)) {
        return;
      }
      fill(margins, changed, budget);
      double now = grid.expected(weights(changed));
      if (now <= value + NOTHING) {
        return;
      }
      value = now;
      System.arraycopy(changed, 0, roots, 0, roots.length);
    }
  }

  private void fill(PlanGrid.Margins margins, long[] roots, long budget) {
    long left = left(roots, budget);
    while (true) {
      int best = -1;
      double bestRate = 0;
      for (int i = 0; i < roots.length; i++) {
        long price = cost(roots[i] + 1) - cost(roots[i]);
        double rate = margins.up[i] / Math.max((double) price, 0.5);
        if (price <= left && roots[i] < mostRoot(i, budget) && rate > bestRate) {
          best = i;
          bestRate = rate;
        }
      }
      if (best < 0) {
        return;
      }
      left -= cost(roots[best] + 1) - cost(roots[best]);
      roots[best]++;
    }
  }

  private boolean exchangeBest(PlanGrid.Margins margins, long[] roots, long budget) {
    long left = left(roots, budget);
    int bestUp = -1;
    int bestDown = -1;
    double bestGain = NOTHING;
    for (int down = 0; down < roots.length; down++) {
      if (roots[down] <= leastRoot) {
        continue;
      }
      long freed = cost(roots[down]) - cost(roots[down] - 1);
      for (int up = 0; up < roots.length; up++) {
        double gain = margins.up[up] - margins.down[down];
        if (up != down
            && gain > bestGain
            && roots[up] < mostRoot(up, budget)
            && cost(roots[up] + 1) - cost(roots[up]) <= left + freed) {
          bestUp = up;
          bestDown = down;
          bestGain = gain;
        }
      }
    }
    if (bestUp < 0) {
      return false;
    }
    roots[bestUp]++;
    roots[bestDown]--;
    return true;
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
      roots[machine] = leastRoot;
      long left = left(roots, budget) + cost(leastRoot);
      if (left >= cost(leastRoot)) {
        roots[machine] =
            Math.clamp(Weights.root(new Stake(left)), leastRoot, mostRoot(machine, budget));
        best.offer(roots);
      }
      return;
    }
    long from = Math.max(leastRoot, center[machine] - reach);
    long to = Math.min(mostRoot(machine, budget), center[machine] + reach);
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

  private PlanGrid.Margins margins(long[] roots) {
    return grid.margins(Arrays.stream(weights(roots)).asDoubleStream().toArray());
  }

  private long[] weights(long[] roots) {
    var weights = new long[roots.length];
    for (int i = 0; i < roots.length; i++) {
      weights[i] = scores[i] + roots[i];
    }
    return weights;
  }

  private double[] weights(double[] roots) {
    var weights = new double[roots.length];
    for (int i = 0; i < roots.length; i++) {
      weights[i] = scores[i] + roots[i];
    }
    return weights;
  }
}
