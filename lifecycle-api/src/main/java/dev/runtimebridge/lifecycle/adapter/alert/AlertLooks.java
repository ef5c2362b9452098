package dev.runtimebridge.lifecycle.adapter.alert;

import dev.runtimebridge.lifecycle.alert.Alert;
import dev.runtimebridge.lifecycle.alert.AlertBoard;
import dev.runtimebridge.lifecycle.alert.AlertSettings;
import dev.runtimebridge.lifecycle.alert.Changes;
import dev.runtimebridge.lifecycle.alert.FailedCalls;
import dev.runtimebridge.lifecycle.alert.Rule;
import dev.runtimebridge.lifecycle.alert.Situation;
import dev.runtimebridge.lifecycle.alert.Symptom;
import dev.runtimebridge.lifecycle.alert.Symptoms;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.table.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look after another: symptoms by the tables, what has become of the alerts, and telling it.
 * While nothing comes from the log its symptoms stay as they were: time alone says nothing of them.
 */
final class AlertLooks {
  private static final Logger LOG = LoggerFactory.getLogger(AlertLooks.class);

  private final Tables tables;
  private final LogState log;
  private final FailedCalls failedCalls;
  private final Addresses addresses;
  private final AlertBoard board;
  private final AlertSettings settings;
  private final HostWatch host;
  private final Notifications notifications;
  private final Clock clock;
  private List<Symptom> byTables = List.of();
  private boolean complete;

  /**
   * How the reading of the log goes.
   *
   * @param cannotAnswerBecause why the tables are not complete; empty once they were
   * @param notReadyBecause why they are not up to date; empty when all is well
   */
  record LogState(
      Supplier<Optional<String>> cannotAnswerBecause, Supplier<Optional<String>> notReadyBecause) {}

  AlertLooks(
      Tables tables,
      LogState log,
      FailedCalls failedCalls,
      Addresses addresses,
      AlertBoard board,
      AlertSettings settings,
      HostWatch host,
      Notifications notifications,
      Clock clock) {
    this.tables = tables;
    this.log = log;
    this.failedCalls = failedCalls;
    this.addresses = addresses;
    this.board = board;
    this.settings = settings;
    this.host = host;
    this.notifications = notifications;
    this.clock = clock;
  }

  /** Looks once. What goes wrong is logged, so that there is a next time. */
  void look() {
    try {
      lookAt(clock.instant());
    } catch (RuntimeException e) {
      LOG.error("Looking for alerts failed, trying again", e);
    }
  }

  private void lookAt(Instant now) {
    boolean answers = log.cannotAnswerBecause().get().isEmpty();
    var unread = log.notReadyBecause().get();
    complete |= answers;
    // With a partition that has stopped at a record the others go on.
    boolean goesOn = complete && (unread.isEmpty() || !answers);
    if (goesOn) {
      byTables = Symptoms.of(situation(now), settings);
    }
    List<Symptom> all = new ArrayList<>(byTables);
    all.addAll(Symptoms.of(host.look(unread, notifications.troubles(), now), settings));
    Changes changes = board.look(all, now);
    changes.begun().forEach(AlertLooks::logBegun);
    changes.ended().forEach(AlertLooks::logEnded);
    if (complete || !changes.all().isEmpty()) {
      notifications.tell(changes, board.standing());
    }
  }

  private Situation situation(Instant now) {
    int minutes = settings.of(Rule.TRANSACTION_FAILED).threshold();
    return new Situation(
        tables, failedCalls.after(now.minus(Duration.ofMinutes(minutes))), addresses, now);
  }

  private static void logBegun(Alert alert) {
    LOG.info(
        "Alert began: id={} severity={} since={} text={}",
        alert.id(),
        alert.severity(),
        alert.since(),
        alert.text());
  }

  private static void logEnded(Alert alert) {
    LOG.info("Alert ended: id={} since={}", alert.id(), alert.since());
  }
}
