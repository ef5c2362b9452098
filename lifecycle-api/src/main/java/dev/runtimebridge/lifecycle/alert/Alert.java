package dev.runtimebridge.lifecycle.alert;

import dev.runtimebridge.lifecycle.domain.WorkerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Something that an operator should look at.
 *
 * @param id the same for as long as it stands: rule and subject
 * @param rule that found it
 * @param severity how bad it is
 * @param subject what it is about
 * @param worker which it is about, if it is about one
 * @param pids numbers of the pools that it concerns
 * @param since when it began
 * @param text what is wrong, in one sentence
 * @param advice what to do
 * @param count how many it stands for; 1 unless there are too many to tell each
 * @param ended when it was over; empty while it stands
 */
public record Alert(
    String id,
    Rule rule,
    Severity severity,
    String subject,
    Optional<WorkerId> worker,
    Set<Long> pids,
    Instant since,
    String text,
    String advice,
    int count,
    Optional<Instant> ended) {
  /** The worst first, then the oldest. */
  public static final Comparator<Alert> WORST_FIRST =
      Comparator.comparing(Alert::severity, Comparator.reverseOrder())
          .thenComparing(Alert::since)
          .thenComparing(Alert::id);

  /** Copies the set. */
  public Alert {
    pids = Set.copyOf(pids);
  }

  static Alert of(Symptom symptom, Severity severity) {
    return new Alert(
        symptom.id(),
        symptom.rule(),
        severity,
        symptom.subject(),
        symptom.worker(),
        symptom.pids(),
        symptom.since(),
        symptom.text(),
        symptom.advice(),
        1,
        Optional.empty());
  }

  /** Whether it concerns a pool. */
  public boolean concerns(long pid) {
    return pids.contains(pid);
  }

  /** Whether it is over. */
  public boolean over() {
    return ended.isPresent();
  }

  Alert endedAt(Instant at) {
    return new Alert(
        id, rule, severity, subject, worker, pids, since, text, advice, count, Optional.of(at));
  }
}
