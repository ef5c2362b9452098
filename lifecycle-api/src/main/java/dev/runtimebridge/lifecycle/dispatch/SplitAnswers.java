package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.ChanceCurve;
import dev.runtimebridge.dispatch.domain.Chances;
import dev.runtimebridge.dispatch.domain.Field;
import dev.runtimebridge.dispatch.domain.GroupChances;
import dev.runtimebridge.dispatch.domain.Machine;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.dispatch.domain.StakePlan;
import dev.runtimebridge.dispatch.domain.StakePlanner;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.schemas.v1.PlanSplitRequest;
import dev.runtimebridge.schemas.v1.PlannedMachine;
import dev.runtimebridge.schemas.v1.SplitOutcome;
import dev.runtimebridge.schemas.v1.SplitPlan;
import dev.runtimebridge.schemas.v1.SplitPoint;
import dev.runtimebridge.schemas.v1.SplitStep;
import java.util.ArrayList;
import java.util.List;

/** The best split of a budget over an owner's machines. */
final class SplitAnswers {
  private final Question question;
  private final List<Entrant> machines;
  private final Field others;
  private final int tasks;
  private final Rewards rewards;

  private SplitAnswers(Question question) {
    this.question = question;
    machines = question.machines();
    others = question.others();
    tasks = question.terms().tasks();
    rewards = new Rewards(question, machines);
  }

  static Checked<SplitPlan> plan(Question question, PlanSplitRequest request) {
    var answers = new SplitAnswers(question);
    Checked<Stake> budget =
        request.getBudget().isEmpty()
            ? Inputs.checked(answers::staked).at("budget")
            : Inputs.stake("budget", request.getBudget()).at("budget");
    Checked<Stake> minimum = Inputs.stake("minimum", request.getMinimum()).at("minimum");
    Checked<Integer> points =
        request.getCurvePoints() == 0
            ? Checked.valid(0)
            : question.machines().size() == 2
                ? ChanceAnswers.points("curve_points", request.getCurvePoints())
                : Checked.<Integer>invalid(
                        "there are %d machines: a curve is of two"
                            .formatted(question.machines().size()))
                    .at("curve_points");
    return Checked.all(answers, List.of(budget, minimum, points))
        .then(
            good ->
                budget.then(
                    coins ->
                        minimum.then(
                            least -> points.then(count -> good.plan(coins, least, count)))));
  }

  private Stake staked() {
    long sum = 0;
    for (Entrant machine : machines) {
      sum = Math.addExact(sum, machine.member().stake().tenThousandths());
    }
    return new Stake(sum);
  }

  private Checked<SplitPlan> plan(Stake budget, Stake minimum, int points) {
    var named = new ArrayList<Machine>();
    for (Entrant machine : machines) {
      named.add(
          new Machine(
              String.valueOf(named.size()), machine.member().score(), machine.member().stake()));
    }
    return Inputs.checked(() -> new StakePlanner(others, named, tasks).best(budget, minimum))
        .at("budget")
        .then(
            plan ->
                Inputs.checked(() -> curve(budget, points))
                    .at("budget")
                    .map(curve -> view(budget, plan, curve)));
  }

  private SplitPlan view(Stake budget, StakePlan plan, List<SplitPoint> curve) {
    Chances now = Chances.of(others.and(Question.field(machines)), tasks);
    double perDraw = coinsPerDraw();
    var view =
        SplitPlan.newBuilder()
            .setBudgetPha(Entrant.pha(budget))
            .setUnspentPha(Entrant.pha(plan.unspent()))
            .setPlanned(outcome(plan.planned()))
            .setEven(outcome(plan.even()))
            .setPresent(outcome(plan.present()))
            .setNextCoinDraws(plan.nextCoin())
            .setNextCoinPerDayPha(plan.nextCoin() * perDraw)
            .addAllCurve(curve)
            .setPopulation(question.population(machines))
            .setTerms(question.terms().view(others.workers() + machines.size()));
    for (int i = 0; i < machines.size(); i++) {
      view.addMachines(planned(machines.get(i), plan.shares().get(i), now));
    }
    plan.nextStep()
        .ifPresent(
            step ->
                view.setNextStep(
                    SplitStep.newBuilder()
                        .setMachine(Integer.parseInt(step.machine().id()))
                        .setMorePha(Entrant.pha(step.more()))
                        .setDraws(step.gain())
                        .setPerDayPha(step.gain() * perDraw)));
    return view.build();
  }

  private PlannedMachine planned(Entrant machine, StakePlan.Share share, Chances now) {
    double chance = now.of(machine.weight());
    long more = share.stake().tenThousandths() - machine.member().stake().tenThousandths();
    return PlannedMachine.newBuilder()
        .setPresent(machine.view(chance).setReward(rewards.of(machine, chance)))
        .setStakePha(Entrant.pha(share.stake()))
        .setMorePha((more < 0 ? "-" : "") + Entrant.pha(new Stake(Math.abs(more))))
        .setWeight((int) share.weight())
        .setChance(share.chance())
        .setReward(rewards.of(machine, share.chance()))
        .build();
  }

  private SplitOutcome outcome(GroupChances drawn) {
    return SplitOutcome.newBuilder()
        .setGroup(Question.view(drawn))
        .setReward(Rewards.view(rewards.of(machines, drawn)))
        .build();
  }

  /** What one draw more in each round brings in a day. */
  private double coinsPerDraw() {
    return rewards.of(machines, new GroupChances(List.of(0.0, 1.0), 0)).computing();
  }

  private List<SplitPoint> curve(Stake budget, int points) {
    if (points == 0) {
      return List.of();
    }
    var firsts = new ArrayList<Stake>();
    var groups = new ArrayList<Field>();
    for (int i = 0; i < points; i++) {
      long first = Math.round(budget.tenThousandths() * (i / (points - 1.0)));
      first = Math.min(first, budget.tenThousandths());
      firsts.add(new Stake(first));
      groups.add(
          Field.of(
              List.of(
                  machines.get(0).weight(new Stake(first)),
                  machines.get(1).weight(new Stake(budget.tenThousandths() - first)))));
    }
    List<GroupChances> chances = ChanceCurve.of(groups, others, tasks);
    var curve = new ArrayList<SplitPoint>();
    for (int i = 0; i < points; i++) {
      curve.add(
          SplitPoint.newBuilder()
              .setFirstStakePha(Entrant.pha(firsts.get(i)))
              .setAtLeastOne(chances.get(i).atLeastOne())
              .setExpected(chances.get(i).expected())
              .build());
    }
    return curve;
  }
}
