package dev.runtimebridge.lifecycle.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes one alert of very many of one rule: a storm has one cause and is worth one message. */
final class Group {
  private static final int NAMED = 5;
  private static final int POOLS_NAMED = 10;

  private Group() {}

  static String id(Rule rule) {
    return rule.title() + "/many";
  }

  static Alert of(Rule rule, Severity severity, Collection<Symptom> members) {
    List<Symptom> oldest =
        members.stream()
            .sorted(Comparator.comparing(Symptom::since).thenComparing(Symptom::subject))
            .limit(NAMED)
            .toList();
    Set<Long> pids =
        members.stream()
            .flatMap(member -> member.pids().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Instant since = oldest.getFirst().since();
    return new Alert(
        id(rule),
        rule,
        severity,
        "many",
        Optional.empty(),
        pids,
        since,
        "%d at once: %s: %s and %d more%s"
            .formatted(
                members.size(),
                rule.when(),
                oldest.stream().map(Symptom::subject).collect(Collectors.joining(", ")),
                members.size() - oldest.size(),
                pools(pids)),
        "Look for one cause of all: the network between syncers and workers, a node, a syncer, an"
            + " account. Then: "
            + rule.advice(),
        members.size(),
        Optional.empty());
  }

  private static String pools(Set<Long> pids) {
    if (pids.isEmpty()) {
      return "";
    }
    String first =
        pids.stream()
            .limit(POOLS_NAMED)
            .map(Long::toUnsignedString)
            .collect(Collectors.joining(", "));
    String rest =
        pids.size() > POOLS_NAMED ? " and %d more".formatted(pids.size() - POOLS_NAMED) : "";
    return " (%s %s%s)".formatted(pids.size() == 1 ? "pool" : "pools", first, rest);
  }
}
