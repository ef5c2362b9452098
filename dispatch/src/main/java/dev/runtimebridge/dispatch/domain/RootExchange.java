package dev.runtimebridge.dispatch.domain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Improves whole roots near the smooth optimum. Prices differ from machine to machine, so what a
 * step down frees may pay for two elsewhere: up to three steps are taken back and up to three
 * bought for them. What that brings is estimated from what each step brings alone; the most
 * promising are computed, until none of them helps.
 */
final class RootExchange {
  private static final int EXCHANGES = 200;

  /** Machines whose steps are combined, at the most: those with the best rates. */
  private static final int POOL = 12;

  /** Exchanges that are computed before the best of them is made, for few machines. */
  private static final int COMPUTED = 96;

  /** The same times the number of machines, at the most. */
  private static final int COMPUTED_OF_MACHINES = 8_000;

  private final PlanGrid grid;
  private final RootPrices prices;
  private final long[] scores;

  RootExchange(PlanGrid grid, RootPrices prices, long[] scores) {
    this.grid = grid;
    this.prices = prices;
    this.scores = scores;
  }

  private record Exchange(RootSteps down, RootSteps up) {
    double gain() {
      return up.gain() - down.gain();
    }

    long[] of(long[] roots) {
      return up.added(down.added(roots));
    }
  }

  /** Roots that cost no more than the budget, and are worth no less than these. */
  long[] improve(long[] from, long budget) {
    long[] roots = filled(margins(from), from, budget);
    double value = expected(roots);
    for (int exchange = 0; exchange < EXCHANGES; exchange++) {
      PlanGrid.Margins margins = margins(roots);
      long[] best = roots;
      double bestValue = value;
      for (Exchange promising : promising(margins, roots, budget)) {
        long[] changed = filled(margins, promising.of(roots), budget);
        double now = expected(changed);
        if (now > bestValue) {
          best = changed;
          bestValue = now;
        }
      }
      if (bestValue <= value + SplitSearch.NOTHING) {
        return roots;
      }
      roots = best;
      value = bestValue;
    }
    return roots;
  }

  /** Buys what the rest of the budget buys, each time what brings most for its price. */
  private long[] filled(PlanGrid.Margins margins, long[] from, long budget) {
    long[] roots = from.clone();
    long left = prices.left(roots, budget);
    while (true) {
      int best = -1;
      double bestRate = 0;
      for (int i = 0; i < roots.length; i++) {
        long price = prices.ofNext(roots[i]);
        double rate = rate(margins.up[i], price);
        if (price <= left && rate > bestRate && roots[i] < prices.most(i, budget)) {
          best = i;
          bestRate = rate;
        }
      }
      if (best < 0) {
        return roots;
      }
      left -= prices.ofNext(roots[best]);
      roots[best]++;
    }
  }

  private List<Exchange> promising(PlanGrid.Margins margins, long[] roots, long budget) {
    long left = prices.left(roots, budget);
    List<RootSteps> downs = downs(margins, roots);
    List<RootSteps> ups = ups(margins, roots, budget);
    int computed = Math.clamp(COMPUTED_OF_MACHINES / scores.length, 4, COMPUTED);
    var promising = new PriorityQueue<>(Comparator.comparingDouble(Exchange::gain));
    for (RootSteps down : downs) {
      for (RootSteps up : ups) {
        var exchange = new Exchange(down, up);
        boolean full = promising.size() == computed;
        if (up.price() > left + down.price()
            || (full && exchange.gain() <= promising.element().gain())
            || up.meets(down)) {
          continue;
        }
        if (full) {
          promising.remove();
        }
        promising.add(exchange);
      }
    }
    return List.copyOf(promising);
  }

  private List<RootSteps> downs(PlanGrid.Margins margins, long[] roots) {
    int[] cheapest =
        pool(
            IntStream.range(0, roots.length).filter(i -> roots[i] > prices.least()),
            i -> -rate(margins.down[i], prices.ofNext(roots[i] - 1)));
    return RootSteps.of(
        cheapest,
        -1,
        (machine, th) -> roots[machine] - th > prices.least(),
        (machine, th) -> prices.ofNext(roots[machine] - th - 1),
        margins.down);
  }

  private List<RootSteps> ups(PlanGrid.Margins margins, long[] roots, long budget) {
    int[] best =
        pool(
            IntStream.range(0, roots.length).filter(i -> roots[i] < prices.most(i, budget)),
            i -> rate(margins.up[i], prices.ofNext(roots[i])));
    return RootSteps.of(
        best,
        1,
        (machine, th) -> roots[machine] + th < prices.most(machine, budget),
        (machine, th) -> prices.ofNext(roots[machine] + th),
        margins.up);
  }

  private static int[] pool(IntStream machines, IntToDoubleFunction rate) {
    return machines
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> rate.applyAsDouble(i)).reversed())
        .limit(POOL)
        .mapToInt(i -> i)
        .toArray();
  }

  /** A step that costs nothing is taken before any other. */
  private static double rate(double gain, long price) {
    return gain / Math.max((double) price, 0.5);
  }

  private double expected(long[] roots) {
    return grid.expected(weights(roots));
  }

  private PlanGrid.Margins margins(long[] roots) {
    return grid.margins(Arrays.stream(weights(roots)).asDoubleStream().toArray());
  }

  private long[] weights(long[] roots) {
    return IntStream.range(0, roots.length).mapToLong(i -> scores[i] + roots[i]).toArray();
  }
}
