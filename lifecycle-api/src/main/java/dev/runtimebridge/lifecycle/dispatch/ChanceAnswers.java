package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.ChanceCurve;
import dev.runtimebridge.dispatch.domain.Chances;
import dev.runtimebridge.dispatch.domain.Field;
import dev.runtimebridge.dispatch.domain.GroupChances;
import dev.runtimebridge.dispatch.domain.RefusedInput;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.dispatch.domain.StakeNeeded;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.schemas.v1.ChanceCurveView;
import dev.runtimebridge.schemas.v1.ChanceCurves;
import dev.runtimebridge.schemas.v1.ChancesView;
import dev.runtimebridge.schemas.v1.GetChanceCurvesRequest;
import dev.runtimebridge.schemas.v1.PopulationView;
import java.util.ArrayList;
import java.util.List;

/** How likely machines are drawn: as they are, and over a range of stakes. */
final class ChanceAnswers {
  private static final String FAR = "20000";
  private static final int POINTS = 61;

  private ChanceAnswers() {}

  static ChancesView chances(Question question) {
    List<Entrant> machines = question.machines();
    Field group = Question.field(machines);
    Field others = question.others();
    int tasks = question.terms().tasks();
    Chances each = Chances.of(others.and(group), tasks);
    GroupChances together = GroupChances.of(group, others, tasks);
    var rewards = new Rewards(question, machines);
    var view =
        ChancesView.newBuilder()
            .setGroup(Question.view(together))
            .setReward(Rewards.view(rewards.of(machines, together)))
            .setError(each.error())
            .setPopulation(question.population(machines))
            .setTerms(question.terms().view(others.workers() + machines.size()));
    for (Entrant machine : machines) {
      double chance = each.of(machine.weight());
      view.addMachines(machine.view(chance).setReward(rewards.of(machine, chance)));
    }
    return view.build();
  }

  /** Where curves go along. */
  record Range(List<Stake> stakes) {
    Range {
      stakes = List.copyOf(stakes);
    }
  }

  /** Even steps of the root, because that is how a weight grows. */
  static Checked<Range> range(GetChanceCurvesRequest request) {
    Checked<Stake> from = Inputs.stake("from", request.getFrom()).at("from");
    Checked<Stake> to =
        Inputs.stake("to", request.getTo().isEmpty() ? FAR : request.getTo()).at("to");
    Checked<Integer> points =
        points("points", request.getPoints() == 0 ? POINTS : request.getPoints());
    return Checked.all(request, List.of(from, to, points))
        .then(
            good ->
                from.then(
                    low ->
                        to.then(
                            high ->
                                low.compareTo(high) < 0
                                    ? points.map(count -> range(low, high, count))
                                    : Checked.<Range>invalid(
                                            "to %s is not above from %s".formatted(high, low))
                                        .at("to"))));
  }

  static Checked<Integer> points(String field, int asked) {
    return asked >= 2 && asked <= 201
        ? Checked.valid(asked)
        : Checked.<Integer>invalid(
                "%s %s is out of range: expected 2 to 201"
                    .formatted(field, Integer.toUnsignedString(asked)))
            .at(field);
  }

  private static Range range(Stake from, Stake to, int points) {
    double low = Math.sqrt((double) from.tenThousandths());
    double step = (Math.sqrt((double) to.tenThousandths()) - low) / (points - 1);
    var stakes = new ArrayList<Stake>();
    for (int i = 0; i < points - 1; i++) {
      double root = low + i * step;
      stakes.add(i == 0 ? from : new Stake((long) (root * root)));
    }
    stakes.add(to);
    return new Range(stakes);
  }

  static Checked<ChanceCurves> curves(
      Question question, Range range, GetChanceCurvesRequest request) {
    var view = ChanceCurves.newBuilder();
    range.stakes().forEach(stake -> view.addStakesPha(Entrant.pha(stake)));
    PopulationView population = question.population(List.of());
    view.setPopulation(population).setTerms(question.terms().view(population.getWorkers() + 1));
    double error = 0;
    for (int i = 0; i < question.machines().size(); i++) {
      Entrant machine = question.machines().get(i);
      Field others = question.others(List.of(machine));
      Checked<List<Field>> fields =
          Inputs.checked(
              () -> {
                var groups = new ArrayList<Field>();
                groups.add(Question.field(List.of(machine)));
                range.stakes().forEach(to -> groups.add(Field.of(List.of(machine.weight(to)))));
                return groups;
              });
      if (fields instanceof Checked.Refused<List<Field>>(var refusal)) {
        return new Checked.Refused<ChanceCurves>(refusal).at("to");
      }
      List<GroupChances> points =
          ChanceCurve.of(
              ((Checked.Valid<List<Field>>) fields).value(), others, question.terms().tasks());
      var curve = ChanceCurveView.newBuilder();
      double now = points.getFirst().atLeastOne();
      curve.setMachine(
          machine.view(now).setReward(new Rewards(question, List.of(machine)).of(machine, now)));
      for (GroupChances point : points) {
        error = Math.max(error, point.error());
      }
      points.stream().skip(1).forEach(point -> curve.addChances(point.atLeastOne()));
      if (request.hasWishedChance()) {
        need(question, machine, others, request.getWishedChance(), curve);
      }
      view.addCurves(curve);
    }
    return Checked.valid(view.setError(error).build());
  }

  private static void need(
      Question question, Entrant machine, Field others, double chance, ChanceCurveView.Builder to) {
    try {
      Stake needed =
          StakeNeeded.forChance(others, question.terms().tasks(), machine.member().score(), chance);
      to.setNeededStakePha(Entrant.pha(needed));
    } catch (RefusedInput refused) {
      to.setOutOfReach(String.valueOf(refused.getMessage()));
    }
  }
}
