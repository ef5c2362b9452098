package dev.runtimebridge.lifecycle.adapter.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runtimebridge.lifecycle.alert.Alert;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Alerts as receivers get them: webhooks in the words of the API's {@code AlertView}, Alertmanager
 * as its version 2 of the API has it.
 *
 * @param bridge which one it is, where there are several: the prefix of its topics
 * @param monitor address of the monitor, if receivers can reach it
 */
record AlertJson(String bridge, Optional<String> monitor) {

  /** Body of one message to a webhook. */
  byte[] webhook(Outbox.Batch batch) {
    var alerts = new JsonArray();
    batch.alerts().forEach(alert -> alerts.add(webhook(alert)));
    return new JsonObject()
        .put("version", 1)
        .put("bridge", bridge)
        .put("complete", batch.complete())
        .put("dropped", batch.dropped())
        .put("alerts", alerts)
        .encode()
        .getBytes(UTF_8);
  }

  private JsonObject webhook(Alert alert) {
    var json =
        new JsonObject()
            .put("id", alert.id())
            .put("rule", alert.rule().title())
            .put("severity", alert.severity().name())
            .put("subject", alert.subject())
            .put("since", time(alert.since()))
            .put("text", alert.text())
            .put("advice", alert.advice())
            .put("count", alert.count());
    alert.worker().ifPresent(worker -> json.put("workerId", worker.toString()));
    pid(alert).ifPresent(pid -> json.put("pid", pid));
    alert.ended().ifPresent(at -> json.put("ended", time(at)));
    link(alert).ifPresent(link -> json.put("link", link));
    return json;
  }

  /**
   * Body of one message to Alertmanager.
   *
   * @param overAt when what stands counts as over unless it is told again
   */
  byte[] alertmanager(List<Alert> alerts, Instant overAt) {
    var all = new JsonArray();
    alerts.forEach(alert -> all.add(alertmanager(alert, overAt)));
    return all.encode().getBytes(UTF_8);
  }

  private JsonObject alertmanager(Alert alert, Instant overAt) {
    var labels =
        new JsonObject()
            .put("alertname", alert.rule().title())
            .put("severity", alert.severity().name().toLowerCase(Locale.ROOT))
            .put("bridge", bridge)
            .put("id", alert.id())
            .put("subject", alert.subject());
    alert
        .worker()
        .ifPresent(
            worker -> labels.put("worker", alert.subject()).put("worker_id", worker.toString()));
    // A group's pools come and go, and labels are what Alertmanager knows an alert by.
    if (alert.count() == 1) {
      pid(alert).ifPresent(pid -> labels.put("pool", pid));
    }
    var json =
        new JsonObject()
            .put("labels", labels)
            .put(
                "annotations",
                new JsonObject().put("summary", alert.text()).put("description", alert.advice()))
            .put("startsAt", time(alert.since()))
            .put("endsAt", time(alert.ended().orElse(overAt)));
    link(alert).ifPresent(link -> json.put("generatorURL", link));
    return json;
  }

  private Optional<String> link(Alert alert) {
    return monitor.map(
        base ->
            base
                + alert
                    .worker()
                    .map(worker -> "/#/workers/" + URLEncoder.encode(worker.toString(), UTF_8))
                    .orElse("/#/alerts"));
  }

  private static Optional<String> pid(Alert alert) {
    return alert.pids().size() == 1
        ? alert.pids().stream().findFirst().map(Long::toUnsignedString)
        : Optional.empty();
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
