package dev.runtimebridge.dispatch.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The exact chance of being drawn, for every weight in a field.
 *
 * <p>A worker is drawn if fewer than n others have rung when its own clock rings: {@code P = ∫ w
 * e^(-wt) P(fewer than n of the others rang by t) dt}. The product over all others is put together
 * from the left and from the right and never divided, see {@link Polynomials} and {@link
 * Quadrature}.
 *
 * @param classes in the order of the field
 * @param error how far each chance may be from the truth
 */
public record Chances(List<OfClass> classes, double error) {
  /**
   * The chance of each worker of a class.
   *
   * @param of who
   * @param chance from 0 to 1
   */
  public record OfClass(WeightClass of, double chance) {}

  /** Copies. */
  public Chances {
    classes = List.copyOf(classes);
  }

  /** The chances of all in a field when so many are drawn; of nobody, if the field is empty. */
  public static Chances of(Field field, int tasks) {
    Draw.checkedTasks(tasks);
    int weighted = field.workers() - field.weightless();
    if (tasks == 0 || tasks >= weighted) {
      double weightless =
          tasks <= weighted ? 0 : Math.min(1, (tasks - weighted) / (double) field.weightless());
      return new Chances(
          field.classes().stream()
              .map(of -> new OfClass(of, of.weight() == 0 ? weightless : Math.min(tasks, 1)))
              .toList(),
          0);
    }
    List<WeightClass> classes = field.weighted();
    var result =
        Quadrature.integrate(field.totalWeight(), classes.size(), new Rings(classes, tasks));
    var chances = new ArrayList<OfClass>();
    if (field.weightless() > 0) {
      chances.add(new OfClass(field.classes().getFirst(), 0));
    }
    for (int i = 0; i < classes.size(); i++) {
      chances.add(new OfClass(classes.get(i), Math.clamp(result.values[i], 0, 1)));
    }
    return new Chances(chances, result.error + rounding(result.values, tasks));
  }

  /**
   * What doubles can be off by: each coefficient goes through a product and a clock of each class,
   * twice, and all that is added is positive, so relative errors add up and never grow.
   */
  private static double rounding(double[] values, int tasks) {
    return Arrays.stream(values).max().orElse(0) * values.length * (2.0 * tasks + 20) * 0x1p-53;
  }

  /** The chance of a worker of this weight; 0 if the field has none. */
  public double of(long weight) {
    return classes.stream()
        .filter(each -> each.of().weight() == weight)
        .mapToDouble(OfClass::chance)
        .findAny()
        .orElse(0);
  }

  /** What is integrated: for each class, its rate of ringing among the first n. */
  private static final class Rings implements Quadrature.Integrand {
    private final int tasks;
    private final int classes;
    private final double[] weights;
    private final int[] others;
    private final double[][] logs;
    // For each class, the product of all classes before it; and of the rest of its own class.
    private final double[] before;
    private final double[] peers;
    private double[] after;
    private double[] withPeers;

    Rings(List<WeightClass> classes, int tasks) {
      this.tasks = tasks;
      this.classes = classes.size();
      weights = classes.stream().mapToDouble(WeightClass::weight).toArray();
      others = classes.stream().mapToInt(each -> each.workers() - 1).toArray();
      logs = new double[this.classes][];
      for (int c = 0; c < this.classes; c++) {
        logs[c] = Polynomials.logBinomials(others[c], tasks);
      }
      before = new double[(this.classes + 1) * tasks];
      peers = new double[this.classes * tasks];
      after = new double[tasks];
      withPeers = new double[tasks];
    }

    @Override
    public double at(double time, double[] into) {
      Arrays.fill(before, 0);
      before[0] = 1;
      for (int c = 0; c < classes; c++) {
        int at = c * tasks;
        Polynomials.binomial(others[c], weights[c] * time, logs[c], peers, at);
        Arrays.fill(withPeers, 0);
        Polynomials.addProduct(before, at, peers, at, logs[c].length, withPeers, 0, tasks);
        double stays = Math.exp(-weights[c] * time);
        Polynomials.timesClock(withPeers, tasks, stays, -Math.expm1(-weights[c] * time));
        System.arraycopy(withPeers, 0, before, at + tasks, tasks);
      }
      Arrays.fill(after, 0);
      after[0] = 1;
      double rest = 0;
      for (int c = classes - 1; c >= 0; c--) {
        int at = c * tasks;
        Arrays.fill(withPeers, 0);
        Polynomials.addProduct(after, 0, peers, at, logs[c].length, withPeers, 0, tasks);
        double fewer = fewer(at);
        double stays = Math.exp(-weights[c] * time);
        into[c] = weights[c] * stays * fewer;
        rest = Math.max(rest, stays * fewer);
        Polynomials.timesClock(withPeers, tasks, stays, -Math.expm1(-weights[c] * time));
        double[] swap = after;
        after = withPeers;
        withPeers = swap;
      }
      return rest;
    }

    /** The chance that fewer than n rang of the classes before, and of the others. */
    private double fewer(int at) {
      double sum = 0;
      double upTo = 0;
      for (int j = 0; j < tasks; j++) {
        upTo += withPeers[j];
        sum += upTo * before[at + tasks - 1 - j];
      }
      return sum;
    }
  }
}
