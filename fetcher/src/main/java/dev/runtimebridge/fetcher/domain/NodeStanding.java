package dev.runtimebridge.fetcher.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is thought of one node. Immutable; each thing that happens gives the next standing.
 *
 * <pre>
 *   NEW ──► HEALTHY ──► FAILING  (unreachable, slow, refuses)   ──► HEALTHY
 *    │         └──────► DROPPED  (lied, wrong chain, pruned)    ──► HEALTHY
 *    └───► FAILING, DROPPED
 * </pre>
 *
 * @param reason why it is not asked; empty while it is healthy
 * @param since when the condition began
 * @param askAgainAt not before this time is the node used again
 * @param failures failures in a row that may pass by themselves
 * @param faults times that it was dropped
 * @param finalized last finalized block that it told
 */
public record NodeStanding(
    Condition condition,
    String reason,
    Instant since,
    Instant askAgainAt,
    int failures,
    int faults,
    Optional<ChainPoint> finalized) {

  /** Waits after failures that may pass by themselves. */
  public static final Backoff AFTER_FAILURE =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  /** Waits after an answer that was wrong. */
  public static final Backoff AFTER_FAULT =
      new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(15));

  /** What a node is good for. */
  public enum Condition {
    /** Never reached so far. */
    NEW,
    /** Can be asked. */
    HEALTHY,
    /** Did not answer, or answered with an error. */
    FAILING,
    /** Sent what is wrong; left alone for a growing time. */
    DROPPED
  }

  /** A node that was not reached yet. */
  public static NodeStanding unknown(Instant now) {
    return new NodeStanding(
        Condition.NEW, "not reached yet", now, Instant.MIN, 0, 0, Optional.empty());
  }

  /** Whether requests may go to it. */
  public boolean healthy() {
    return condition == Condition.HEALTHY;
  }

  /** Whether it is time to look whether it is well again. */
  public boolean mayBeAsked(Instant now) {
    return !now.isBefore(askAgainAt);
  }

  /** It is the right chain and told its finalized head. */
  public NodeStanding told(ChainPoint head, Instant now) {
    Instant began = healthy() ? since : now;
    return new NodeStanding(
        Condition.HEALTHY, "", began, Instant.MIN, failures, faults, Optional.of(head));
  }

  /** It answered a request of the pipeline. */
  public NodeStanding answered() {
    return failures == 0
        ? this
        : new NodeStanding(condition, reason, since, askAgainAt, 0, faults, finalized);
  }

  /** It could not be reached or refused; what is already known to be out stays as it is. */
  public NodeStanding failed(String why, Instant now) {
    if (condition == Condition.DROPPED && !mayBeAsked(now)) {
      return this;
    }
    int count = failures + 1;
    Instant began = condition == Condition.FAILING ? since : now;
    return new NodeStanding(
        Condition.FAILING,
        why,
        began,
        now.plus(AFTER_FAILURE.after(count)),
        count,
        faults,
        finalized);
  }

  /** It sent what is wrong. Several answers in flight at once count as one fault. */
  public NodeStanding dropped(String why, Instant now) {
    if (condition == Condition.DROPPED && !mayBeAsked(now)) {
      return this;
    }
    int count = faults + 1;
    return new NodeStanding(
        Condition.DROPPED,
        why,
        now,
        now.plus(AFTER_FAULT.after(count)),
        failures,
        count,
        finalized);
  }
}
