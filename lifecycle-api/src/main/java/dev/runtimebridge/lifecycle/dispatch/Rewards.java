package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.ExpectedReward;
import dev.runtimebridge.dispatch.domain.GroupChances;
import dev.runtimebridge.schemas.v1.RewardView;
import java.util.List;

/** What machines of one population earn, each alone and together. */
final class Rewards {
  private final Terms terms;
  private final int workers;
  private final long totalScore;

  /** Of everybody who may be drawn, with these machines. */
  Rewards(Question question, List<Entrant> machines) {
    terms = question.terms();
    workers = question.others(machines).workers() + machines.size();
    totalScore = question.score(machines);
  }

  /** One that is drawn with this chance. */
  RewardView of(Entrant machine, double chance) {
    return view(reward(machine.member().score(), new GroupChances(List.of(1 - chance, chance), 0)));
  }

  /** All of these. */
  ExpectedReward of(List<Entrant> group, GroupChances drawn) {
    return reward(group.stream().mapToLong(it -> it.member().score()).sum(), drawn);
  }

  static RewardView view(ExpectedReward reward) {
    return RewardView.newBuilder()
        .setPerDayPha(reward.perDay())
        .setDeviationPha(reward.deviation())
        .setComputingPha(reward.computing())
        .setOnlinePha(reward.online())
        .build();
  }

  private ExpectedReward reward(long score, GroupChances drawn) {
    return ExpectedReward.of(terms.rules(), 0, drawn, workers, score, totalScore);
  }
}
