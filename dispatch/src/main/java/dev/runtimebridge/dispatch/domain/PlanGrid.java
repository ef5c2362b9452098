package dev.runtimebridge.dispatch.domain;

import java.util.Arrays;
import java.util.List;

/**
 * How many of an owner's machines are drawn, as a function of their weights, with all that depends
 * on the others alone computed once.
 *
 * <p>If machine i rings a moment later it loses its place just when the n-th of all other clocks
 * rings in that moment, and the group loses one if that clock is a stranger's. So the gain of a
 * larger weight is {@code ∫ (e^(-wt) - e^(-w't)) H_i(t) dt}, with H_i the rate at which strangers
 * ring as the n-th of all but i: exact for whole steps, and all machines come out of one pass.
 */
final class PlanGrid {
  private final int tasks;
  private final int machines;
  private final int length;
  private final double[] times;
  private final double[] weightsOfNodes;
  private final double[][] othersUpTo;
  private final double[][] othersRates;

  /**
   * A grid for weights from these on.
   *
   * @param least weights that no machine falls below
   * @param most the sum of weights that all machines together never exceed
   * @param likely weights near which the answer is sought
   */
  PlanGrid(Field others, int tasks, long[] least, double most, long[] likely) {
    this.tasks = tasks;
    machines = least.length;
    length = Math.min(tasks, machines);
    double rate = others.totalWeight() + most;
    List<WeightClass> strangers = others.weighted();
    var low = settle(rate, strangers, least);
    var near = settle(rate, strangers, likely);
    double step = Math.min(low.step, near.step);
    double to = Math.max(low.to, near.to);
    var times = new double[1 + (int) Math.ceil((to + 4) / step)];
    var weights = new double[times.length];
    int[] nodes = {0};
    Quadrature.nodes(
        rate,
        step,
        to,
        (time, weight) -> {
          times[nodes[0]] = time;
          weights[nodes[0]++] = weight;
        });
    this.times = Arrays.copyOf(times, nodes[0]);
    weightsOfNodes = Arrays.copyOf(weights, nodes[0]);
    othersUpTo = new double[nodes[0]][tasks];
    othersRates = new double[nodes[0]][];
    var rung = new Rung(strangers, tasks);
    for (int node = 0; node < nodes[0]; node++) {
      rung.at(this.times[node]);
      double sum = 0;
      for (int j = 0; j < tasks; j++) {
        sum += rung.count()[j];
        othersUpTo[node][j] = sum;
      }
      othersRates[node] = rung.rates().clone();
    }
  }

  private Quadrature.Result settle(double rate, List<WeightClass> others, long[] weights) {
    Field group =
        Field.of(Arrays.stream(weights).map(weight -> Math.max(1, weight)).boxed().toList());
    return Quadrature.integrate(
        rate, length, new GroupChances.GroupRings(group.weighted(), others, tasks));
  }

  /** How many are expected to be drawn. */
  double expected(long[] weights) {
    if (length == 0) {
      return 0;
    }
    var count = new double[length];
    var rates = new double[length];
    double expected = 0;
    for (int node = 0; node < times.length; node++) {
      Arrays.fill(count, 0);
      Arrays.fill(rates, 0);
      count[0] = 1;
      for (long weight : weights) {
        double stays = Math.exp(-weight * times[node]);
        double rings = 1 - stays;
        Polynomials.timesClock(rates, length, stays, rings);
        for (int j = 0; j < length; j++) {
          rates[j] += weight * stays * count[j];
        }
        Polynomials.timesClock(count, length, stays, rings);
      }
      double drawn = 0;
      for (int j = 1; j <= length; j++) {
        drawn += rates[j - 1] * othersUpTo[node][tasks - j];
      }
      expected += weightsOfNodes[node] * drawn;
    }
    return expected;
  }

  /** What changes of single weights bring and cost, for each machine. */
  static final class Margins {
    /** The gain for an infinitely small one more. */
    final double[] slope;

    /** The gain of one more. */
    final double[] up;

    /** The loss of one less; nothing where there is none. */
    final double[] down;

    private Margins(int machines) {
      slope = new double[machines];
      up = new double[machines];
      down = new double[machines];
    }
  }

  /** What changes of single weights bring and cost. */
  Margins margins(double[] weights) {
    var margins = new Margins(machines);
    if (length == 0) {
      return margins;
    }
    var before = new double[machines + 1][length];
    var after = new double[length];
    before[0][0] = 1;
    for (int node = 0; node < times.length; node++) {
      double time = times[node];
      for (int i = 0; i < machines; i++) {
        System.arraycopy(before[i], 0, before[i + 1], 0, length);
        double stays = Math.exp(-weights[i] * time);
        Polynomials.timesClock(before[i + 1], length, stays, 1 - stays);
      }
      Arrays.fill(after, 0);
      after[0] = 1;
      for (int i = machines - 1; i >= 0; i--) {
        double stays = Math.exp(-weights[i] * time);
        double rate = weightsOfNodes[node] * strangersAsLast(before[i], after, othersRates[node]);
        double one = -Math.expm1(-time);
        margins.slope[i] += rate * time * stays;
        margins.up[i] += rate * stays * one;
        if (weights[i] >= 1) {
          margins.down[i] += rate * Math.exp(-(weights[i] - 1) * time) * one;
        }
        Polynomials.timesClock(after, length, stays, 1 - stays);
      }
    }
    return margins;
  }

  /** The rate at which a stranger rings as the n-th, the group's other clocks counting, too. */
  private double strangersAsLast(double[] before, double[] after, double[] strangers) {
    double rate = 0;
    for (int j = 0; j < length; j++) {
      double rung = 0;
      for (int a = 0; a <= j; a++) {
        rung += before[a] * after[j - a];
      }
      rate += rung * strangers[tasks - 1 - j];
    }
    return rate;
  }
}
