package dev.runtimebridge.dispatch.domain;

/**
 * How many clocks have rung, as a polynomial whose coefficient of degree j is the chance of j, cut
 * off at some length. Only positive numbers are added and multiplied, so nothing cancels out.
 */
final class Polynomials {
  private Polynomials() {}

  /** The product of nothing: none has rung. */
  static double[] one(int length) {
    var polynomial = new double[length];
    if (length > 0) {
      polynomial[0] = 1;
    }
    return polynomial;
  }

  /** Logarithms of the binomial coefficients of n over 0, 1, … */
  static double[] logBinomials(int n, int length) {
    var logs = new double[Math.min(length, n + 1)];
    for (int k = 1; k < logs.length; k++) {
      logs[k] = logs[k - 1] + Math.log((double) (n - k + 1) / k);
    }
    return logs;
  }

  /**
   * How many of n clocks have rung when each has waited for {@code turns} of its mean.
   *
   * @param logs of the binomial coefficients of n
   */
  static void binomial(int n, double turns, double[] logs, double[] into, int from) {
    // log(p / q); beyond 40 the 1 in expm1 no longer counts.
    double odds = turns > 40 ? turns : Math.log(Math.expm1(turns));
    double none = -turns * n;
    into[from] = Math.exp(none);
    for (int k = 1; k < logs.length; k++) {
      into[from + k] = Math.exp(logs[k] + k * odds + none);
    }
  }

  /** {@code into += left * right}, cut off at {@code length}; {@code right} has {@code terms}. */
  static void addProduct(
      double[] left,
      int leftFrom,
      double[] right,
      int rightFrom,
      int terms,
      double[] into,
      int intoFrom,
      int length) {
    for (int j = 0; j < terms; j++) {
      double factor = right[rightFrom + j];
      for (int i = 0; i + j < length; i++) {
        into[intoFrom + i + j] += left[leftFrom + i] * factor;
      }
    }
  }

  /** Multiplies by one clock more: {@code stays + rings * z}. */
  static void timesClock(double[] polynomial, int length, double stays, double rings) {
    for (int j = length - 1; j > 0; j--) {
      polynomial[j] = polynomial[j] * stays + polynomial[j - 1] * rings;
    }
    if (length > 0) {
      polynomial[0] *= stays;
    }
  }

  /** Sum of the first coefficients. */
  static double sum(double[] polynomial, int terms) {
    double sum = 0;
    for (int j = 0; j < terms; j++) {
      sum += polynomial[j];
    }
    return sum;
  }
}
