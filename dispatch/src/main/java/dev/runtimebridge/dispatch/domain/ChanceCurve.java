package dev.runtimebridge.dispatch.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How many are drawn of each of many groups, every group being alone beside the same others: what a
 * chart over stakes or splits needs. As exact as {@link GroupChances} for one group, but what the
 * others do is computed once for all.
 */
public final class ChanceCurve {
  private ChanceCurve() {}

  /**
   * The chances of each group, in their order.
   *
   * @param groups each alone with the others
   * @param others everybody else
   * @param tasks how many are drawn of a group and the others together
   */
  public static List<GroupChances> of(List<Field> groups, Field others, int tasks) {
    Draw.checkedTasks(tasks);
    int strangers = others.workers() - others.weightless();
    // Where it is: by the place of the group; those that need no integral have their answer.
    var answers = new TreeMap<Integer, GroupChances>();
    var integrated = new ArrayList<Field>();
    for (int i = 0; i < groups.size(); i++) {
      Field group = groups.get(i);
      int own = group.workers() - group.weightless();
      if (tasks >= own + strangers || Math.min(tasks, own) == 0) {
        answers.put(i, GroupChances.of(group, others, tasks));
      } else {
        integrated.add(group);
      }
    }
    List<GroupChances> found = integrate(integrated, others, tasks);
    var all = new ArrayList<GroupChances>();
    int next = 0;
    for (int i = 0; i < groups.size(); i++) {
      GroupChances answer = answers.get(i);
      all.add(answer == null ? found.get(next++) : answer);
    }
    return all;
  }

  private static List<GroupChances> integrate(List<Field> groups, Field others, int tasks) {
    if (groups.isEmpty()) {
      return List.of();
    }
    var rings = new ManyGroupRings(groups, others, tasks);
    double heaviest = groups.stream().mapToDouble(Field::totalWeight).max().orElse(0);
    var result = Quadrature.integrate(others.totalWeight() + heaviest, rings.functions(), rings);
    var all = new ArrayList<GroupChances>();
    int from = 0;
    for (int g = 0; g < groups.size(); g++) {
      int most = rings.most(g);
      double error = result.error + GroupChances.rounding(groups.get(g), others, tasks);
      all.add(GroupChances.ofTails(result.values, from, most, error));
      from += most;
    }
    return all;
  }

  /** What is integrated: for each group, the rates at which its first, second, … are drawn. */
  private static final class ManyGroupRings implements Quadrature.Integrand {
    private final Rung others;
    private final List<Rung> groups = new ArrayList<>();
    private final int[] most;
    private final double[] inTime;

    ManyGroupRings(List<Field> groups, Field others, int tasks) {
      this.others = new Rung(others.weighted(), tasks);
      most = new int[groups.size()];
      inTime = new double[tasks];
      for (int g = 0; g < most.length; g++) {
        List<WeightClass> own = groups.get(g).weighted();
        most[g] = Math.min(tasks, own.stream().mapToInt(WeightClass::workers).sum());
        this.groups.add(new Rung(own, most[g]));
      }
    }

    int most(int group) {
      return most[group];
    }

    int functions() {
      int sum = 0;
      for (int each : most) {
        sum += each;
      }
      return sum;
    }

    @Override
    public double at(double time, double[] into) {
      others.at(time);
      double sum = 0;
      for (int j = 0; j < inTime.length; j++) {
        sum += others.count()[j];
        inTime[j] = sum;
      }
      double rest = 0;
      int at = 0;
      for (int g = 0; g < most.length; g++) {
        Rung group = groups.get(g);
        group.at(time);
        for (int j = 1; j <= most[g]; j++) {
          double room = inTime[inTime.length - j];
          into[at++] = group.rates()[j - 1] * room;
          rest = Math.max(rest, room * Polynomials.sum(group.count(), j));
        }
      }
      return rest;
    }
  }
}
