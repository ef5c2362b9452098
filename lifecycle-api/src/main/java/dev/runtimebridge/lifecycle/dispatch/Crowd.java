package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.Field;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.dispatch.domain.WeightClass;
import dev.runtimebridge.dispatch.domain.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who may be drawn. Those that are known by id can be taken out again. */
final class Crowd {
  private final Map<String, Member> members = new HashMap<>();
  private final TreeMap<Long, Integer> byWeight = new TreeMap<>();
  private long totalScore;

  /** Somebody of it. */
  record Member(long score, Stake stake) {
    long weight() {
      return Weights.of(score, stake);
    }
  }

  /** Adds one that is known. */
  void add(String id, Member member) {
    if (members.putIfAbsent(id, member) == null) {
      add(member, 1);
    }
  }

  /** Adds so many that are not. */
  void add(Member each, int count) {
    if (count > 0) {
      byWeight.merge(each.weight(), count, Math::addExact);
      totalScore += each.score() * count;
    }
  }

  Optional<Member> member(String id) {
    return Optional.ofNullable(members.get(id));
  }

  /** Everybody but these, who are all of it. */
  Field without(List<Member> some) {
    var rest = new TreeMap<>(byWeight);
    some.forEach(member -> rest.merge(member.weight(), -1, Integer::sum));
    var classes = new ArrayList<WeightClass>();
    rest.forEach((weight, count) -> classes.add(new WeightClass(weight, count)));
    return new Field(classes);
  }

  long scoreWithout(List<Member> some) {
    return totalScore - some.stream().mapToLong(Member::score).sum();
  }
}
