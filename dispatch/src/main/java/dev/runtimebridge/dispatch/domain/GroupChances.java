package dev.runtimebridge.dispatch.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * How many of a group of workers are drawn in one round, exactly.
 *
 * <p>At least j are drawn if at most n - j of all others have rung when the group's j-th clock
 * rings: {@code P(K >= j) = ∫ r_j(t) P(others that rang by t <= n - j) dt} with r_j the rate at
 * which the group's j-th clock rings.
 *
 * @param distribution the chance that exactly 0, 1, 2, … are drawn
 * @param error how far each sum of them from the right may be from the truth
 */
public record GroupChances(List<Double> distribution, double error) {
  /** Copies. */
  public GroupChances {
    distribution = List.copyOf(distribution);
  }

  /**
   * How many of a group are drawn.
   *
   * @param group whose chances
   * @param others everybody else
   * @param tasks how many are drawn of both together
   */
  public static GroupChances of(Field group, Field others, int tasks) {
    Draw.checkedTasks(tasks);
    int own = group.workers() - group.weightless();
    int weighted = own + others.workers() - others.weightless();
    if (tasks >= weighted) {
      return allWithWeight(own, tasks - weighted, group.weightless(), others.weightless());
    }
    int most = Math.min(tasks, own);
    if (most == 0) {
      return new GroupChances(List.of(1.0), 0);
    }
    var result =
        Quadrature.integrate(
            group.totalWeight() + others.totalWeight(),
            most,
            new GroupRings(group.weighted(), others.weighted(), tasks));
    return ofTails(result.values, 0, most, result.error + rounding(group, others, tasks));
  }

  /** From the chances of at least 1, 2, … up to {@code most}, which stand in a row. */
  static GroupChances ofTails(double[] atLeast, int from, int most, double error) {
    var distribution = new ArrayList<Double>();
    for (int j = 0; j <= most; j++) {
      double reached = j == 0 ? 1 : atLeast[from + j - 1];
      double passed = j == most ? 0 : atLeast[from + j];
      distribution.add(Math.clamp(reached - passed, 0, 1));
    }
    return new GroupChances(distribution, error);
  }

  /** How many are drawn in the mean. */
  public double expected() {
    double expected = 0;
    for (int j = distribution.size() - 1; j > 0; j--) {
      expected += j * distribution.get(j);
    }
    return expected;
  }

  /** Variance of how many are drawn. */
  public double variance() {
    double expected = expected();
    double variance = 0;
    for (int j = distribution.size() - 1; j >= 0; j--) {
      variance += (j - expected) * (j - expected) * distribution.get(j);
    }
    return variance;
  }

  /** The chance that at least one is drawn. */
  public double atLeastOne() {
    double sum = 0;
    for (int j = distribution.size() - 1; j > 0; j--) {
      sum += distribution.get(j);
    }
    return sum;
  }

  /** As in {@link Chances}: positive numbers only, so relative errors add up. */
  static double rounding(Field group, Field others, int tasks) {
    int classes = group.classes().size() + others.classes().size();
    return classes * (2.0 * tasks + 20) * 0x1p-53;
  }

  /**
   * Places that are left go to those without weight, each set of them being as likely as another.
   */
  private static GroupChances allWithWeight(int own, int left, int ownNone, int othersNone) {
    int places = Math.min(left, ownNone + othersNone);
    var distribution = new ArrayList<Double>();
    for (int j = 0; j < own; j++) {
      distribution.add(0.0);
    }
    int most = Math.min(places, ownNone);
    double[] mine = Polynomials.logBinomials(ownNone, places + 1);
    double[] theirs = Polynomials.logBinomials(othersNone, places + 1);
    double[] all = Polynomials.logBinomials(ownNone + othersNone, places + 1);
    for (int j = 0; j <= most; j++) {
      distribution.add(
          places - j > othersNone ? 0 : Math.exp(mine[j] + theirs[places - j] - all[places]));
    }
    return new GroupChances(distribution, (places + 1) * 0x1p-40);
  }

  /** What is integrated: the rate at which the j-th of the group is drawn. */
  static final class GroupRings implements Quadrature.Integrand {
    private final int tasks;
    private final Rung group;
    private final Rung others;

    GroupRings(List<WeightClass> group, List<WeightClass> others, int tasks) {
      int own = group.stream().mapToInt(WeightClass::workers).sum();
      this.tasks = tasks;
      this.group = new Rung(group, Math.min(tasks, own));
      this.others = new Rung(others, tasks);
    }

    @Override
    public double at(double time, double[] into) {
      group.at(time);
      others.at(time);
      double rest = 0;
      for (int j = 1; j <= into.length; j++) {
        double inTime = Polynomials.sum(others.count(), tasks - j + 1);
        into[j - 1] = group.rates()[j - 1] * inTime;
        rest = Math.max(rest, inTime * Polynomials.sum(group.count(), j));
      }
      return rest;
    }
  }
}
