package dev.runtimebridge.dispatch.domain;

import java.util.Arrays;

/**
 * Integrals over all times from 0, of many functions at once, to 1e-10.
 *
 * <p>Time is {@code exp(x - exp(-x)) / rate} and {@code x} goes in equal steps (the rule of
 * Takahasi and Mori 1974 for half-infinite ranges): what is integrated here is analytic, so each
 * halving of the step doubles the number of right digits. The step is halved until two results in a
 * row differ by at most {@link #TOLERANCE} anywhere, and the finer is taken; the difference is the
 * stated error, and larger than the true one. What is left out at both ends is below 1e-14.
 */
final class Quadrature {
  /** Where halving ends. */
  static final double TOLERANCE = 1e-10;

  /** Left out at each end, and room for the rounding of doubles. */
  static final double CUT = 1e-15;

  /** {@code exp(x - exp(-x))} is below 1e-15 there: earlier nobody rings. */
  private static final double FROM = -3.5;

  private static final double FIRST_STEP = 0.2;
  private static final int MAX_HALVINGS = 12;

  private Quadrature() {}

  /** Functions of time, none negative. */
  interface Integrand {
    /**
     * Puts the values at a time.
     *
     * @return no less than any of the integrals from this time on; falls as time goes on
     */
    double at(double time, double[] into);
  }

  /** Takes one point of the rule: the values there count with this weight. */
  interface Node {
    void take(double time, double weight);
  }

  /** The integrals. */
  static final class Result {
    /** One for each function. */
    final double[] values;

    /** How far each may be from the truth. */
    final double error;

    /** The finest step of {@code x}. */
    final double step;

    /** The last {@code x}. */
    final double to;

    private Result(double[] values, double error, double step, double to) {
      this.values = values;
      this.error = error;
      this.step = step;
      this.to = to;
    }
  }

  /**
   * Integrates.
   *
   * @param rate no less than any of the functions ever is
   */
  static Result integrate(double rate, int functions, Integrand integrand) {
    var at = new double[functions];
    var sum = new double[functions];
    double to = FROM;
    // Whole steps first; how far to go is found on the way.
    for (int index = 0; ; index++) {
      double x = FROM + index * FIRST_STEP;
      double rest = add(rate, x, integrand, at, sum);
      to = x;
      if (x > 0 && rest < CUT) {
        break;
      }
    }
    double step = FIRST_STEP;
    double[] before = scaled(sum, step);
    for (int halving = 0; halving < MAX_HALVINGS; halving++) {
      long nodes = Math.round((to - FROM) / step);
      for (long index = 0; index < nodes; index++) {
        add(rate, FROM + (index + 0.5) * step, integrand, at, sum);
      }
      step /= 2;
      double[] after = scaled(sum, step);
      double error = distance(before, after);
      if (error <= TOLERANCE) {
        return new Result(after, error + 10 * CUT, step, to);
      }
      before = after;
    }
    throw new ArithmeticException("integrals did not settle within " + TOLERANCE);
  }

  /** Goes over the points that a result was computed at. */
  static void nodes(double rate, double step, double to, Node node) {
    long nodes = Math.round((to - FROM) / step);
    for (long index = 0; index <= nodes; index++) {
      double x = FROM + index * step;
      double time = time(rate, x);
      node.take(time, step * slope(time, x));
    }
  }

  private static double add(double rate, double x, Integrand integrand, double[] at, double[] sum) {
    Arrays.fill(at, 0);
    double time = time(rate, x);
    double rest = integrand.at(time, at);
    double slope = slope(time, x);
    for (int i = 0; i < at.length; i++) {
      sum[i] += at[i] * slope;
    }
    return rest;
  }

  private static double time(double rate, double x) {
    return Math.exp(x - Math.exp(-x)) / rate;
  }

  private static double slope(double time, double x) {
    return time * (1 + Math.exp(-x));
  }

  private static double[] scaled(double[] sum, double step) {
    return Arrays.stream(sum).map(value -> value * step).toArray();
  }

  private static double distance(double[] one, double[] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs(one[i] - other[i]));
    }
    return largest;
  }
}
