package dev.runtimebridge.syncer.session;

import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Failure;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.domain.RetryPolicy;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.domain.Stage;
import dev.runtimebridge.syncer.port.Clock;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.Observations;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what a session saw, and about its progress not more often than is useful: a report that the
 * next one would replace is left out. For the session's thread only.
 */
final class SessionReports {
  private static final Logger LOG = LoggerFactory.getLogger(SessionReports.class);

  /** How old memory, version and the like may be of a worker that has nothing else to tell. */
  private static final Duration FACTS_EVERY = Duration.ofSeconds(30);

  private final AggregateId worker;
  private final long epoch;
  private final Observations observations;
  private final Clock clock;
  private final Duration progressEvery;
  private Instant lastSeen = Instant.MIN;
  private Instant lastHeights = Instant.MIN;
  private Heights lastTold = Heights.NONE;
  private boolean opened;
  private boolean toldInitialized;
  private boolean toldAtRest;
  private boolean failing;
  private int failures;

  SessionReports(
      AggregateId worker,
      long epoch,
      Observations observations,
      Clock clock,
      Duration progressEvery) {
    this.worker = worker;
    this.epoch = epoch;
    this.observations = observations;
    this.clock = clock;
    this.progressEvery = progressEvery;
  }

  AggregateId worker() {
    return worker;
  }

  /** The time by which reports are spaced. */
  Instant now() {
    return clock.now();
  }

  /** The heights that were told last. */
  Heights lastTold() {
    return lastTold;
  }

  /** Says once that the session has begun. */
  void open() {
    if (!opened) {
      say(new Observation.SessionOpened());
      opened = true;
    }
  }

  void say(Observation observation) {
    observations.report(worker, epoch, observation);
  }

  /** What pRuntime said, if it is news. */
  void seen(RuntimeFacts facts) {
    boolean news =
        !facts.initialized() || !toldInitialized || facts.heights().wentBackFrom(lastTold);
    if (news || isDue(lastSeen)) {
      sayFacts(facts);
      lastTold = facts.heights();
      toldAtRest = false;
    }
  }

  private void sayFacts(RuntimeFacts facts) {
    say(new Observation.RuntimeSeen(facts));
    lastSeen = clock.now();
    toldInitialized = facts.initialized();
  }

  /** Heights while there is more to send. */
  void advancing(Heights heights, Reach reach) {
    if (isDue(lastHeights) && (!failing || failures == 0)) {
      tell(heights, "", reach);
      toldAtRest = false;
    }
  }

  /** Heights of a worker that has what the log has. */
  void resting(RuntimeFacts facts, Reach reach) {
    failures = 0;
    if (!clock.now().isBefore(lastSeen.plus(FACTS_EVERY))) {
      sayFacts(facts);
    }
    tell(facts.heights(), facts.stateRoot(), reach);
    toldAtRest = true;
  }

  /** Whether a worker that has everything again has told so a moment ago. */
  boolean mustWaitBeforeRest() {
    return toldAtRest && !failing && !isDue(lastHeights);
  }

  /** How long the next report of heights has to wait. */
  Duration untilNextReport() {
    Duration left = Duration.between(clock.now(), lastHeights.plus(progressEvery));
    return left.isNegative() || left.compareTo(progressEvery) > 0 ? Duration.ZERO : left;
  }

  /** A request succeeded that was not just a question. */
  void succeeded() {
    if (failing && failures > 0) {
      lastHeights = Instant.MIN;
    }
    failures = 0;
  }

  /** Tells a failure and waits as {@code policy} says. */
  void failedAndWait(Stage stage, FailureKind kind, String message, RetryPolicy policy)
      throws InterruptedException {
    failures++;
    failing = true;
    Duration wait = policy.delay(failures, clock.chance());
    try {
      say(
          new Observation.RequestFailed(
              new Failure(stage, kind, message, failures, clock.now().plus(wait))));
    } catch (LogUnavailable e) {
      // Where the log is what fails, nothing can be told of it; the next try tells how it stands.
      LOG.debug("Failure could not be told: worker={} error={}", worker, e.getMessage());
    }
    clock.pause(wait);
  }

  private void tell(Heights heights, String stateRoot, Reach reach) {
    say(new Observation.HeightsSeen(heights, stateRoot, reach));
    lastHeights = clock.now();
    lastTold = heights;
    failing = false;
  }

  /** A clock that was set back must not silence a worker until it is where it was. */
  private boolean isDue(Instant last) {
    if (last.equals(Instant.MIN)) {
      return true;
    }
    Duration since = Duration.between(last, clock.now());
    return since.isNegative() || since.compareTo(progressEvery) >= 0;
  }
}
