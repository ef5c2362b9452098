package dev.runtimebridge.lifecycle.adapter.alert;

import dev.runtimebridge.lifecycle.alert.Alert;
import dev.runtimebridge.lifecycle.alert.Changes;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what begins and ends, several at once, again and again until it is taken. Of an alert that
 * only says something else than before it tells if it has become much larger.
 */
final class Webhook implements Receiver {
  private static final int CAPACITY = 2_000;
  private static final int BYTES_OF_ID = 16;
  private static final Duration LONG = Duration.ofHours(1);

  private final Settings settings;
  private final AlertJson json;
  private final HttpPost http;
  private final Clock clock;
  private final Delivery delivery;
  private final Outbox outbox = new Outbox(CAPACITY);
  private final Map<String, Integer> toldCounts = new LinkedHashMap<>();

  /**
   * Where and how.
   *
   * @param name by the configuration
   * @param url which is not shown to anybody
   * @param signature empty to send unsigned
   * @param timeout longest wait for the answer
   * @param together how long the first waits for others to go with it
   * @param backoff between tries
   */
  record Settings(
      String name,
      URI url,
      Optional<Signature> signature,
      Duration timeout,
      Duration together,
      Backoff backoff) {
    @Override
    public String toString() {
      return "Webhook " + name;
    }
  }

  Webhook(Settings settings, AlertJson json, HttpPost http, Clock clock) {
    this.settings = settings;
    this.json = json;
    this.http = http;
    this.clock = clock;
    this.delivery = new Delivery("webhook " + settings.name(), clock);
  }

  @Override
  public void begin(List<Alert> standing) {
    standing.forEach(alert -> toldCounts.put(alert.id(), alert.count()));
    outbox.putAll(standing);
  }

  @Override
  public void tell(Changes changes, List<Alert> standing) {
    for (Alert alert : changes.begun()) {
      toldCounts.put(alert.id(), alert.count());
      outbox.put(alert);
    }
    for (Alert alert : changes.changed()) {
      if (alert.count() >= 2 * toldCounts.getOrDefault(alert.id(), alert.count())) {
        toldCounts.put(alert.id(), alert.count());
        outbox.put(alert);
      }
    }
    for (Alert alert : changes.ended()) {
      toldCounts.remove(alert.id());
      outbox.put(alert);
    }
  }

  @Override
  public Delivery delivery() {
    return delivery;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        outbox.await(LONG);
        Thread.sleep(settings.together());
        if (!outbox.isEmpty()) {
          send(outbox.batch());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Outbox.Batch batch) throws InterruptedException {
    byte[] body = json.webhook(batch);
    Optional<String> problem = http.post(settings.url(), headers(body), body, settings.timeout());
    if (delivery.taken(problem, batch.alerts().size(), settings.backoff())) {
      outbox.delivered(batch);
    }
  }

  private Map<String, String> headers(byte[] body) {
    String id = id(body);
    long now = clock.instant().getEpochSecond();
    Map<String, String> headers = new HashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now));
    settings.signature().ifPresent(by -> headers.put("webhook-signature", by.of(id, now, body)));
    return headers;
  }

  /** The same for the same content, so that a receiver knows what it has had before. */
  private static String id(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "msg_" + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES_OF_ID));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
