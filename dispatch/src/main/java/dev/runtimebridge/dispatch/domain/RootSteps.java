package dev.runtimebridge.dispatch.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Steps of one or a few machines in one direction, a machine as often as it makes one.
 *
 * @param machines whose
 * @param direction 1 up, -1 down
 * @param gain what each brings (or, down, costs) alone, summed up
 * @param price of all, in 1e-4 coins
 */
record RootSteps(List<Integer> machines, int direction, double gain, long price) {
  private static final int AT_ONCE = 3;

  RootSteps {
    machines = List.copyOf(machines);
  }

  /** Whether a machine can make one step more after so many. */
  interface Possible {
    boolean test(int machine, int before);
  }

  /** What a machine's step costs after so many. */
  interface Price {
    long of(int machine, int before);
  }

  /** No step, and all combinations of up to three, each once. */
  static List<RootSteps> of(
      int[] machines, int direction, Possible possible, Price price, double[] gains) {
    var all = new ArrayList<RootSteps>();
    var none = new RootSteps(List.of(), direction, 0, 0);
    all.add(none);
    extend(all, none, machines, 0, possible, price, gains);
    return all;
  }

  private static void extend(
      List<RootSteps> all,
      RootSteps shorter,
      int[] machines,
      int from,
      Possible possible,
      Price price,
      double[] gains) {
    for (int i = from; i < machines.length && shorter.machines.size() < AT_ONCE; i++) {
      int machine = machines[i];
      int before = shorter.count(machine);
      if (possible.test(machine, before)) {
        RootSteps longer = shorter.with(machine, gains[machine], price.of(machine, before));
        all.add(longer);
        extend(all, longer, machines, i, possible, price, gains);
      }
    }
  }

  /** Whether a machine would step both ways. */
  boolean meets(RootSteps others) {
    return machines.stream().anyMatch(others.machines::contains);
  }

  /** The roots after the steps. */
  long[] added(long[] roots) {
    long[] changed = roots.clone();
    machines.forEach(machine -> changed[machine] += direction);
    return changed;
  }

  private RootSteps with(int machine, double itsGain, long itsPrice) {
    var more = new ArrayList<>(machines);
    more.add(machine);
    return new RootSteps(more, direction, gain + itsGain, price + itsPrice);
  }

  private int count(int machine) {
    return (int) machines.stream().filter(each -> each == machine).count();
  }
}
