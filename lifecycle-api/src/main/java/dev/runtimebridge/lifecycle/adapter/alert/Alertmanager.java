package dev.runtimebridge.lifecycle.adapter.alert;

import dev.runtimebridge.lifecycle.alert.Alert;
import dev.runtimebridge.lifecycle.alert.Changes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells one Alertmanager what stands, at once when something begins or ends and again at an
 * interval: it takes for over what it is not told again.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/clients/">Sending alerts</a>
 */
final class Alertmanager implements Receiver {
  private static final int CAPACITY = 2_000;
  private static final int INTERVALS_UNTIL_OVER = 4;

  private final Settings settings;
  private final AlertJson json;
  private final HttpPost http;
  private final Clock clock;
  private final Delivery delivery;
  private final Outbox changed = new Outbox(CAPACITY);
  private volatile List<Alert> standing = List.of();

  /**
   * Where and how.
   *
   * @param name for logs
   * @param url up to and including {@code /api/v2/alerts}
   * @param resendEvery the interval
   * @param timeout longest wait for the answer
   * @param together how long the first waits for others to go with it
   * @param backoff between tries
   */
  record Settings(
      String name,
      URI url,
      Duration resendEvery,
      Duration timeout,
      Duration together,
      Backoff backoff) {}

  Alertmanager(Settings settings, AlertJson json, HttpPost http, Clock clock) {
    this.settings = settings;
    this.json = json;
    this.http = http;
    this.clock = clock;
    this.delivery = new Delivery(settings.name(), clock);
  }

  @Override
  public void begin(List<Alert> found) {
    standing = List.copyOf(found);
    found.forEach(changed::put);
  }

  @Override
  public void tell(Changes changes, List<Alert> now) {
    standing = List.copyOf(now);
    changes.begun().forEach(changed::put);
    changes.ended().forEach(changed::put);
  }

  @Override
  public Delivery delivery() {
    return delivery;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        changed.await(settings.resendEvery());
        Thread.sleep(settings.together());
        send();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() throws InterruptedException {
    Outbox.Batch batch = changed.batch();
    List<Alert> all = new ArrayList<>(standing);
    batch.alerts().stream().filter(Alert::over).forEach(all::add);
    if (all.isEmpty()) {
      changed.delivered(batch);
      return;
    }
    Instant overAt =
        clock.instant().plus(settings.resendEvery().multipliedBy(INTERVALS_UNTIL_OVER));
    Optional<String> problem =
        http.post(settings.url(), Map.of(), json.alertmanager(all, overAt), settings.timeout());
    if (delivery.taken(problem, all.size(), settings.backoff())) {
      changed.delivered(batch);
    }
  }
}
