package dev.runtimebridge.dispatch.domain;

import java.util.Arrays;
import java.util.List;

/**
 * How many of some workers have rung at a time, and how fast the next ones ring: the product over
 * all classes, and its change with time. Reused from one time to the next; not thread-safe.
 */
final class Rung {
  private final List<WeightClass> classes;
  private final double[][] logs;
  private final int length;
  private final double[] peers;
  private double[] withPeers;
  private double[] count;
  private double[] rates;
  private double[] nextRates;

  Rung(List<WeightClass> classes, int length) {
    this.classes = classes;
    this.length = length;
    logs = new double[classes.size()][];
    for (int c = 0; c < logs.length; c++) {
      logs[c] = Polynomials.logBinomials(classes.get(c).workers() - 1, length);
    }
    peers = new double[length];
    withPeers = new double[length];
    count = Polynomials.one(length);
    rates = new double[length];
    nextRates = new double[length];
  }

  /** Moves to this time. */
  void at(double time) {
    Arrays.fill(count, 0);
    if (length > 0) {
      count[0] = 1;
    }
    Arrays.fill(rates, 0);
    for (int c = 0; c < logs.length; c++) {
      double weight = classes.get(c).weight();
      int workers = classes.get(c).workers();
      double stays = Math.exp(-weight * time);
      double rings = -Math.expm1(-weight * time);
      int terms = logs[c].length;
      if (length > 0) {
        Polynomials.binomial(workers - 1, weight * time, logs[c], peers, 0);
      }
      // Rates of the others while this class waits, and of this class while the others wait.
      Arrays.fill(nextRates, 0);
      Polynomials.addProduct(rates, 0, peers, 0, terms, nextRates, 0, length);
      Polynomials.timesClock(nextRates, length, stays, rings);
      Arrays.fill(withPeers, 0);
      Polynomials.addProduct(count, 0, peers, 0, terms, withPeers, 0, length);
      for (int j = 0; j < length; j++) {
        nextRates[j] += workers * weight * stays * withPeers[j];
      }
      Polynomials.timesClock(withPeers, length, stays, rings);
      double[] swap = count;
      count = withPeers;
      withPeers = swap;
      swap = rates;
      rates = nextRates;
      nextRates = swap;
    }
  }

  /** The chance that exactly so many have rung. */
  double[] count() {
    return count;
  }

  /** How fast the one rings that has so many before it. */
  double[] rates() {
    return rates;
  }
}
