package dev.runtimebridge.lifecycle.adapter.alert;

import dev.runtimebridge.lifecycle.alert.Situation.Trouble;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How telling one receiver goes; in the log when it begins and when it ceases to fail. */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final String receiver;
  private final Clock clock;
  private @Nullable Trouble trouble;
  private int failures;

  /**
   * Nothing was told yet.
   *
   * @param receiver its name, not its address, which may be a secret
   */
  Delivery(String receiver, Clock clock) {
    this.receiver = receiver;
    this.clock = clock;
  }

  String receiver() {
    return receiver;
  }

  synchronized Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  /**
   * Notes what came of telling so many alerts, and waits before the next try where they were not
   * taken. Returns whether they were.
   */
  boolean taken(Optional<String> problem, int alerts, Backoff backoff) throws InterruptedException {
    if (problem.isEmpty()) {
      succeeded(alerts);
      return true;
    }
    int failures = failed(problem.get());
    Thread.sleep(backoff.after(failures, ThreadLocalRandom.current().nextDouble()));
    return false;
  }

  private synchronized void succeeded(int alerts) {
    if (trouble == null) {
      LOG.debug("Alerts told: receiver={} alerts={}", receiver, alerts);
    } else {
      LOG.info(
          "Alerts are told again: receiver={} alerts={} failures={}", receiver, alerts, failures);
    }
    trouble = null;
    failures = 0;
  }

  /** How many times in a row it was not taken. */
  private synchronized int failed(String problem) {
    Trouble before = trouble;
    Instant since = before == null ? clock.instant() : before.since();
    if (before == null || !before.text().equals(problem)) {
      LOG.warn("Alerts not told, trying again: receiver={} error={}", receiver, problem);
    }
    trouble = new Trouble(receiver, problem, since);
    return ++failures;
  }
}
