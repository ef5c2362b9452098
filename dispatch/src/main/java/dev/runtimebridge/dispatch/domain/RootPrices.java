package dev.runtimebridge.dispatch.domain;

/**
 * What machines' roots cost and may be: a root of k costs {@link Weights#cost}, and no machine has
 * less on it than the minimum.
 */
final class RootPrices {
  private final long[] scores;
  private final long minimum;
  private final long least;

  /**
   * Prices of these machines.
   *
   * @param scores one of each machine
   * @param minimum that has to be on each, in 1e-4 coins
   */
  RootPrices(long[] scores, long minimum) {
    this.scores = scores;
    this.minimum = minimum;
    least = Weights.root(new Stake(minimum));
  }

  /** The root that the minimum gives. */
  long least() {
    return least;
  }

  /** Price of a root, in 1e-4 coins. */
  long of(long root) {
    return Math.max(minimum, Weights.cost(root));
  }

  /** What one more costs. */
  long ofNext(long root) {
    return of(root + 1) - of(root);
  }

  /**
   * The largest root of a machine: what is left if all others have the minimum, and no overflow.
   */
  long most(int machine, long budget) {
    long others = minimum * (scores.length - 1);
    long affordable = Weights.root(new Stake(Math.max(minimum, budget - others)));
    return Math.max(least, Math.min(affordable, Weights.MAX - scores[machine]));
  }

  /** What these roots leave of a budget; below zero if they cost more. */
  long left(long[] roots, long budget) {
    long left = budget;
    for (long root : roots) {
      left -= of(root);
    }
    return left;
  }
}
