package dev.runtimebridge.lifecycle.alert;

import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A condition of a rule that holds; an alert once it has held for long enough.
 *
 * @param rule whose condition it is
 * @param key what it is about, stable and for this rule unique
 * @param about what it and symptoms of other rules may have in common: a worker, a chain
 * @param subject what it is about, for people
 * @param worker which it is about, if it is about one
 * @param pids numbers of the pools that it concerns
 * @param since since when it has held, as far as is known
 * @param text what is wrong, in one sentence that does not change with every look
 * @param advice what to do
 */
public record Symptom(
    Rule rule,
    String key,
    String about,
    String subject,
    Optional<WorkerId> worker,
    Set<Long> pids,
    Instant since,
    String text,
    String advice) {

  /** Copies the set. */
  public Symptom {
    pids = Set.copyOf(pids);
  }

  /** The id of its alert. */
  public String id() {
    return rule.title() + "/" + key;
  }

  /** The same, having begun no later than {@code known}. */
  Symptom atLatest(Instant known) {
    return known.isBefore(since)
        ? new Symptom(rule, key, about, subject, worker, pids, known, text, advice)
        : this;
  }

  static Symptom of(Rule rule, Worker worker, Instant since, String text, String advice) {
    String id = worker.id().toString();
    return new Symptom(
        rule,
        id,
        id,
        worker.name(),
        Optional.of(worker.id()),
        Set.of(worker.pool().pid()),
        since,
        text,
        advice.isEmpty() ? rule.advice() : advice);
  }

  static Symptom of(
      Rule rule, String key, String about, String subject, Instant since, String text) {
    return new Symptom(
        rule, key, about, subject, Optional.empty(), Set.of(), since, text, rule.advice());
  }
}
