package dev.runtimebridge.lifecycle.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * The alerts that stand. What held long enough before the first look stands after it, so that a
 * restarted process has the alerts that it had. For any thread; one at a time looks.
 */
public final class AlertBoard {
  private final AlertSettings settings;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Set<Rule> grouped = new HashSet<>();
  private Map<String, Instant> seenSince = Map.of();
  private final Set<Consumer<Alert>> watchers = new CopyOnWriteArraySet<>();
  private Map<String, Alert> standing = Map.of();

  /** A symptom that has become an alert, alone or among others, and when it was seen last. */
  private record Member(Symptom symptom, Instant lastSeen) {}

  /**
   * What a watcher begins with.
   *
   * @param standing alerts that stand, the worst first
   * @param end stops telling
   */
  public record Watch(List<Alert> standing, Runnable end) {
    /** Copies the list. */
    public Watch {
      standing = List.copyOf(standing);
    }
  }

  /** An empty board. */
  public AlertBoard(AlertSettings settings) {
    this.settings = settings;
  }

  /** Takes all symptoms that there are as of {@code now}, and tells watchers what has changed. */
  public synchronized Changes look(Collection<Symptom> symptoms, Instant now) {
    join(symptoms, now);
    Map<String, Alert> after = alerts();
    Changes changes = compare(after, now);
    standing = after;
    changes.all().forEach(alert -> watchers.forEach(watcher -> watcher.accept(alert)));
    return changes;
  }

  /** The alerts that stand, the worst first. */
  public synchronized List<Alert> standing() {
    return standing.values().stream().sorted(Alert.WORST_FIRST).toList();
  }

  /** Tells {@code watcher} of every change after what is returned. */
  public synchronized Watch watch(Consumer<Alert> watcher) {
    watchers.add(watcher);
    return new Watch(standing(), () -> watchers.remove(watcher));
  }

  private void join(Collection<Symptom> symptoms, Instant now) {
    Map<String, Symptom> held = new LinkedHashMap<>();
    Map<String, Instant> seen = new HashMap<>();
    for (Symptom found : symptoms) {
      RuleSettings rule = settings.of(found.rule());
      if (rule.enabled()) {
        Symptom symptom = asKnownSince(found);
        seen.put(symptom.id(), symptom.since());
        boolean longEnough = Duration.between(symptom.since(), now).compareTo(rule.holdsFor()) >= 0;
        if (longEnough || members.containsKey(symptom.id())) {
          held.put(symptom.id(), symptom);
        }
      }
    }
    seenSince = seen;
    Set<String> told = new HashSet<>();
    held.values().forEach(symptom -> told.add(about(symptom.rule(), symptom.about())));
    held.values().removeIf(symptom -> yields(symptom, told));
    members
        .values()
        .removeIf(
            member ->
                !held.containsKey(member.symptom().id())
                    && (yields(member.symptom(), told) || isOver(member, now)));
    held.forEach((id, symptom) -> members.put(id, new Member(symptom, now)));
  }

  private boolean isOver(Member member, Instant now) {
    return Duration.between(member.lastSeen(), now)
            .compareTo(settings.of(member.symptom().rule()).keep())
        >= 0;
  }

  /** Since when it was there at the look before, or as an alert: where the log knows less. */
  private Symptom asKnownSince(Symptom found) {
    Member member = members.get(found.id());
    Instant before = member == null ? seenSince.get(found.id()) : member.symptom().since();
    return before == null ? found : found.atLatest(before);
  }

  private static boolean yields(Symptom symptom, Set<String> told) {
    return symptom.rule().yieldsTo().stream()
        .anyMatch(rule -> told.contains(about(rule, symptom.about())));
  }

  private static String about(Rule rule, String about) {
    return rule.title() + "/" + about;
  }

  private Map<String, Alert> alerts() {
    Map<Rule, List<Symptom>> byRule = new EnumMap<>(Rule.class);
    for (Member member : members.values()) {
      byRule
          .computeIfAbsent(member.symptom().rule(), rule -> new ArrayList<>())
          .add(member.symptom());
    }
    grouped.retainAll(byRule.keySet());
    Map<String, Alert> alerts = new LinkedHashMap<>();
    byRule.forEach(
        (rule, symptoms) -> {
          Severity severity = settings.of(rule).severity();
          if (areMany(rule, symptoms.size())) {
            alerts.put(Group.id(rule), Group.of(rule, severity, symptoms));
          } else {
            symptoms.forEach(symptom -> alerts.put(symptom.id(), Alert.of(symptom, severity)));
          }
        });
    return alerts;
  }

  /** Once many, they are so until there are clearly fewer. */
  private boolean areMany(Rule rule, int count) {
    int limit = grouped.contains(rule) ? settings.toldSingly() / 2 : settings.toldSingly();
    if (count > limit) {
      grouped.add(rule);
      return true;
    }
    grouped.remove(rule);
    return false;
  }

  private Changes compare(Map<String, Alert> after, Instant now) {
    List<Alert> begun = new ArrayList<>();
    List<Alert> changed = new ArrayList<>();
    after.forEach(
        (id, alert) -> {
          Alert before = standing.get(id);
          if (before == null) {
            begun.add(alert);
          } else if (!before.equals(alert)) {
            changed.add(alert);
          }
        });
    List<Alert> ended =
        standing.values().stream()
            .filter(alert -> !after.containsKey(alert.id()))
            .map(alert -> alert.endedAt(now))
            .toList();
    return new Changes(begun.stream().sorted(Alert.WORST_FIRST).toList(), changed, ended);
  }

  /** How many alerts stand of each severity that any has, the worst first. */
  public synchronized Map<Severity, Integer> counts() {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    standing.values().forEach(alert -> counts.merge(alert.severity(), 1, Integer::sum));
    return counts;
  }

  /** The alert of that id, if it stands. */
  public synchronized Optional<Alert> get(String id) {
    return Optional.ofNullable(standing.get(id));
  }
}
