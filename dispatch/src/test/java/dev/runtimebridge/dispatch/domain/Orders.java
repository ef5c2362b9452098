package dev.runtimebridge.dispatch.domain;

import java.util.Arrays;

/**
 * Chances by going through every order in which workers can be drawn: another way than the one that
 * is tested, for small fields only.
 */
final class Orders {
  private Orders() {}

  /** Takes a set of drawn workers, as bits, and the chance of one order in which it is drawn. */
  interface Drawn {
    void take(int set, double chance);
  }

  static double[] chances(long[] weights, int tasks) {
    var chances = new double[weights.length];
    forEach(
        weights,
        tasks,
        (set, chance) -> {
          for (int i = 0; i < weights.length; i++) {
            chances[i] += (set >> i & 1) * chance;
          }
        });
    return chances;
  }

  /** The chance of each set of workers. */
  static double[] sets(long[] weights, int tasks) {
    var sets = new double[1 << weights.length];
    forEach(weights, tasks, (set, chance) -> sets[set] += chance);
    return sets;
  }

  /** The chance that so many of the first workers are drawn. */
  static double[] ofFirst(int group, long[] weights, int tasks) {
    var distribution = new double[group + 1];
    forEach(
        weights,
        tasks,
        (set, chance) -> distribution[Integer.bitCount(set & ((1 << group) - 1))] += chance);
    return distribution;
  }

  static double expected(int group, long[] weights, int tasks) {
    return Arrays.stream(chances(weights, tasks)).limit(group).sum();
  }

  private static void forEach(long[] weights, int tasks, Drawn drawn) {
    go(weights, Math.min(tasks, weights.length), 0, 1, drawn);
  }

  private static void go(long[] weights, int left, int set, double chance, Drawn drawn) {
    if (left == 0) {
      drawn.take(set, chance);
      return;
    }
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      total += (set >> i & 1) == 0 ? weights[i] : 0;
    }
    for (int i = 0; i < weights.length; i++) {
      if ((set >> i & 1) == 0 && weights[i] > 0) {
        go(weights, left - 1, set | 1 << i, chance * weights[i] / total, drawn);
      }
    }
  }
}
