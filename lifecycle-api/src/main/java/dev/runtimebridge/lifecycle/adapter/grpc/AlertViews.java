package dev.runtimebridge.lifecycle.adapter.grpc;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.alert.Alert;
import dev.runtimebridge.lifecycle.alert.AlertBoard;
import dev.runtimebridge.lifecycle.alert.Severity;
import dev.runtimebridge.schemas.v1.AlertCount;
import dev.runtimebridge.schemas.v1.AlertSeverity;
import dev.runtimebridge.schemas.v1.AlertView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Alerts as callers see them. */
final class AlertViews {
  private AlertViews() {}

  static AlertView of(Alert alert) {
    var view =
        AlertView.newBuilder()
            .setId(alert.id())
            .setRule(alert.rule().title())
            .setSeverity(severity(alert.severity()))
            .setSubject(alert.subject())
            .setSince(time(alert.since()))
            .setText(alert.text())
            .setAdvice(alert.advice());
    alert.worker().ifPresent(worker -> view.setWorkerId(worker.toString()));
    if (alert.pids().size() == 1) {
      view.setPid(alert.pids().iterator().next());
    }
    alert.ended().ifPresent(at -> view.setEnded(time(at)));
    return view.build();
  }

  /** How many stand of each severity, the worst first. */
  static List<AlertCount> counts(AlertBoard board) {
    return board.counts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
        .map(
            entry ->
                AlertCount.newBuilder()
                    .setSeverity(severity(entry.getKey()))
                    .setCount(entry.getValue())
                    .build())
        .toList();
  }

  private static AlertSeverity severity(Severity severity) {
    return switch (severity) {
      case INFO -> AlertSeverity.INFO;
      case WARNING -> AlertSeverity.WARNING;
      case CRITICAL -> AlertSeverity.CRITICAL;
    };
  }

  private static Timestamp time(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
