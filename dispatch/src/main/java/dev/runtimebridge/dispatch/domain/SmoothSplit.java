package dev.runtimebridge.dispatch.domain;

import java.util.Arrays;

/**
 * The best split if roots could be fractions. At its one optimum every machine's slope is in
 * proportion to its root, because the price of a root grows so.
 */
final class SmoothSplit {
  private static final int ROUNDS = 200;

  private final PlanGrid grid;
  private final long[] scores;
  private final long minimum;
  private final long leastRoot;

  SmoothSplit(PlanGrid grid, long[] scores, long minimum) {
    this.grid = grid;
    this.scores = scores;
    this.minimum = minimum;
    leastRoot = Weights.root(new Stake(minimum));
  }

  /** Roots that may be fractions: each in proportion to its slope, and all spend the budget. */
  double[] best(long budget) {
    var roots = new double[scores.length];
    Arrays.fill(roots, Math.sqrt(budget / 400.0 / scores.length));
    double share = 0.5;
    double moved = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
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

  private double[] weights(double[] roots) {
    var weights = new double[roots.length];
    for (int i = 0; i < roots.length; i++) {
      weights[i] = scores[i] + roots[i];
    }
    return weights;
  }
}
