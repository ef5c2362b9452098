package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Splits a budget over an owner's machines so that most of their draws are expected, the field of
 * all others being what it is. How it is searched: see {@link SplitSearch}.
 *
 * @param others everybody but the owner's machines
 * @param machines the owner's
 * @param tasks how many are drawn in a round
 */
public record StakePlanner(Field others, List<Machine> machines, int tasks) {
  /** The most machines of a plan. */
  public static final int MAX_MACHINES = 2_000;

  /** Refuses no machines, too many, and the same twice. */
  public StakePlanner {
    machines = List.copyOf(machines);
    Draw.checkedTasks(tasks);
    if (machines.isEmpty()) {
      throw new RefusedInput(Reason.NO_MACHINES, "no machines to split a budget over; name one");
    }
    if (machines.size() > MAX_MACHINES) {
      throw new RefusedInput(
          Reason.TOO_MANY_MACHINES,
          machines.size() + " machines are too many for one plan; give up to " + MAX_MACHINES);
    }
    var ids = new HashSet<String>();
    for (Machine machine : machines) {
      if (!ids.add(machine.id())) {
        throw new RefusedInput(
            Reason.DUPLICATE_MACHINE, "machine '" + machine.id() + "' is named twice");
      }
    }
  }

  /**
   * The best split.
   *
   * @param budget to be spent at the most
   * @param minimum that has to be on each machine
   */
  public StakePlan best(Stake budget, Stake minimum) {
    checkBudget(budget, minimum);
    long richer = Math.addExact(budget.tenThousandths(), Stake.PER_COIN);
    var search = new SplitSearch(others, machines, tasks, richer, minimum.tenThousandths());
    long[] roots = search.best(budget.tenThousandths());
    double expected = search.expected(roots);
    double nextCoin = Math.max(0, search.expected(search.best(richer)) - expected);
    List<Stake> stakes =
        Arrays.stream(roots).mapToObj(root -> new Stake(search.cost(root))).toList();
    long spent = stakes.stream().mapToLong(Stake::tenThousandths).sum();
    return new StakePlan(
        shares(stakes),
        new Stake(budget.tenThousandths() - spent),
        drawn(stakes),
        drawn(even(budget)),
        drawn(machines.stream().map(Machine::stake).toList()),
        nextCoin,
        nextStep(search, roots));
  }

  /** How many are drawn with these stakes, in the order of the machines. */
  public GroupChances drawn(List<Stake> stakes) {
    return GroupChances.of(Field.of(weights(stakes)), others, tasks);
  }

  /** The budget in equal parts; what cannot be divided stays unspent. */
  public List<Stake> even(Stake budget) {
    var each = new Stake(budget.tenThousandths() / machines.size());
    return machines.stream().map(machine -> each).toList();
  }

  private void checkBudget(Stake budget, Stake minimum) {
    long most = Long.MAX_VALUE - Stake.PER_COIN;
    if (budget.tenThousandths() > most) {
      throw new RefusedInput(
          Reason.STAKE_TOO_LARGE, "a budget of " + budget + " coins is too large to plan with");
    }
    if (budget.tenThousandths() / machines.size() < minimum.tenThousandths()) {
      throw new RefusedInput(
          Reason.BUDGET_BELOW_MINIMUM,
          "a budget of %s coins is below %s for each of %d machines; raise it or leave machines out"
              .formatted(budget, minimum, machines.size()));
    }
  }

  private List<StakePlan.Share> shares(List<Stake> stakes) {
    List<Long> weights = weights(stakes);
    Chances chances = Chances.of(others.and(Field.of(weights)), tasks);
    var shares = new ArrayList<StakePlan.Share>();
    for (int i = 0; i < machines.size(); i++) {
      long weight = weights.get(i);
      shares.add(new StakePlan.Share(machines.get(i), stakes.get(i), weight, chances.of(weight)));
    }
    return shares;
  }

  private List<Long> weights(List<Stake> stakes) {
    var weights = new ArrayList<Long>();
    for (int i = 0; i < machines.size(); i++) {
      weights.add(Weights.of(machines.get(i).score(), stakes.get(i)));
    }
    return weights;
  }

  private Optional<StakePlan.Step> nextStep(SplitSearch search, long[] roots) {
    double[] gains = search.gains(roots);
    Optional<StakePlan.Step> best = Optional.empty();
    for (int i = 0; i < roots.length; i++) {
      // A root of nothing may have to make up for a minimum that buys nothing.
      var step =
          new StakePlan.Step(
              machines.get(i),
              new Stake(search.cost(roots[i] + 1) - search.cost(roots[i])),
              gains[i]);
      if (step.gain() > 0
          && step.more().tenThousandths() > 0
          && best.map(other -> step.perCoin() > other.perCoin()).orElse(true)) {
        best = Optional.of(step);
      }
    }
    return best;
  }
}
