package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.Field;
import dev.runtimebridge.dispatch.domain.GroupChances;
import dev.runtimebridge.lifecycle.dispatch.Crowd.Member;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.schemas.v1.GroupChance;
import dev.runtimebridge.schemas.v1.PopulationView;
import java.util.List;

/**
 * What a stake is worth, asked for some machines among others.
 *
 * @param crowd who may be drawn anyway
 * @param machines that are asked about
 * @param terms of a round
 */
record Question(Crowd crowd, List<Entrant> machines, Terms terms) {
  /** Steps of counting at one moment of a round; a calculation looks at some hundred moments. */
  private static final long MOST_STEPS = 12_000_000;

  Question {
    machines = List.copyOf(machines);
  }

  /** All but these machines. */
  Field others(List<Entrant> some) {
    return crowd.without(online(some));
  }

  Field others() {
    return others(machines);
  }

  /** These machines with their present stakes. */
  static Field field(List<Entrant> some) {
    return Field.of(some.stream().map(Entrant::weight).toList());
  }

  /** Sum of the scores of everybody who may be drawn, with these machines. */
  long score(List<Entrant> some) {
    return crowd.scoreWithout(online(some))
        + some.stream().mapToLong(it -> it.member().score()).sum();
  }

  /** The question, unless counting takes too long. */
  Checked<Question> bounded() {
    int tasks = terms.tasks();
    Field all = others().and(field(machines));
    double steps =
        all.classes().stream()
            .mapToDouble(it -> (Math.min(it.workers(), tasks) + 1.0) * tasks)
            .sum();
    return steps <= MOST_STEPS
        ? Checked.valid(this)
        : Checked.refused(
            Refusal.Reason.TOO_MUCH,
            "%d tasks among %d different weights take too long to count: ask for fewer tasks or classes"
                .formatted(tasks, all.classes().size()));
  }

  /** Everybody who may be drawn, with these machines. */
  PopulationView population(List<Entrant> some) {
    Field all = others(some).and(field(some));
    return PopulationView.newBuilder()
        .setWorkers(all.workers())
        .setTotalWeight(all.classes().stream().mapToLong(it -> it.weight() * it.workers()).sum())
        .setTotalScore(score(some))
        .setClasses(all.classes().size())
        .build();
  }

  static GroupChance view(GroupChances group) {
    return GroupChance.newBuilder()
        .setExpected(group.expected())
        .setVariance(group.variance())
        .setAtLeastOne(group.atLeastOne())
        .addAllDistribution(group.distribution())
        .setError(group.error())
        .build();
  }

  private static List<Member> online(List<Entrant> some) {
    return some.stream().filter(Entrant::online).map(Entrant::member).toList();
  }
}
