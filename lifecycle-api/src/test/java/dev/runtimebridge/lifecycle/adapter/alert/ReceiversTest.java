package dev.runtimebridge.lifecycle.adapter.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.alert.Alert;
import dev.runtimebridge.lifecycle.alert.Changes;
import dev.runtimebridge.lifecycle.alert.Rule;
import dev.runtimebridge.lifecycle.alert.Severity;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.testing.ApiClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks and Alertmanagers against servers that take, refuse, hang or lead elsewhere. */
class ReceiversTest {
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
  private static final Instant SINCE = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Backoff QUICK = new Backoff(SOON, Duration.ofMillis(40));
  private static final AlertJson JSON =
      new AlertJson("bridge", Optional.of("https://monitor.example"));

  private final HttpPost http = new HttpPost();
  private final List<Thread> threads = new ArrayList<>();
  private Receiving server;

  @BeforeEach
  void listen() throws IOException {
    server = new Receiving();
  }

  @AfterEach
  void end() {
    threads.forEach(Thread::interrupt);
    http.close();
    server.close();
  }

  @Test
  void shouldSignAsTheTestVectorOfStandardWebhooksHasIt() {
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Signature.by("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            .of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}".getBytes(UTF_8)));
  }

  @Test
  void shouldTellAWebhookWhatBeganAndEndedSignedSoThatItCanBeVerified() throws Exception {
    Webhook webhook = webhook(server.url("/hook"), Duration.ofSeconds(10));
    webhook.begin(List.of());
    Receiving.Posted first = server.await1();
    assertEquals(
        "{\"version\":1,\"bridge\":\"bridge\",\"complete\":true,\"dropped\":0,\"alerts\":[]}",
        first.body());

    webhook.tell(new Changes(List.of(lost("w")), List.of(), List.of()), List.of());
    Receiving.Posted begun = server.await1();
    assertEquals("/hook", begun.path());
    assertEquals("application/json", begun.header("content-type"));
    verify(begun);
    assertEquals(
        new JsonObject()
            .put("id", "WorkerUnreachable/w")
            .put("rule", "WorkerUnreachable")
            .put("severity", "CRITICAL")
            .put("subject", "w")
            .put("since", "2026-11-21T12:00:00.123Z")
            .put("text", "w does not answer")
            .put("advice", "see to it")
            .put("count", 1)
            .put("workerId", WorkerId.ofName("w").toString())
            .put("pid", "7")
            .put("link", "https://monitor.example/#/workers/" + WorkerId.ofName("w")),
        begun.json().getJsonArray("alerts").getJsonObject(0));
    assertFalse(begun.json().getBoolean("complete"));

    webhook.tell(new Changes(List.of(), List.of(), List.of(ended("w"))), List.of());
    Receiving.Posted over = server.await1();
    verify(over);
    assertEquals(
        "2026-11-21T12:05:00Z",
        over.json().getJsonArray("alerts").getJsonObject(0).getString("ended"));
    assertNotEquals(begun.header("webhook-id"), over.header("webhook-id"));
    assertEquals(Optional.empty(), webhook.delivery().trouble());
  }

  @Test
  void shouldTellAgainAfterAnErrorAHangAnEndlessAnswerAndARedirectElsewhere() throws Exception {
    try (var elsewhere = new Receiving()) {
      server.next(Receiving.status(500));
      server.next(server.hang());
      server.next(server.trickle());
      server.next(Receiving.redirect(elsewhere.url("/")));
      Webhook webhook = webhook(server.url("/hook"), Duration.ofMillis(300));
      webhook.begin(List.of(lost("w")));
      List<String> ids = new ArrayList<>();
      for (int attempt = 1; attempt <= 5; attempt++) {
        Receiving.Posted posted = server.await1();
        verify(posted);
        ids.add(posted.header("webhook-id"));
      }
      assertEquals(1, Set.copyOf(ids).size(), "the same message: " + ids);
      ApiClient.eventually(() -> webhook.delivery().trouble().isEmpty());
      assertTrue(elsewhere.isEmpty(), "nothing goes to another host");
    }
  }

  @Test
  void shouldSayWhatDoesNotWorkWithoutTheAddressWhichMayBeASecret() throws Exception {
    URI nobody;
    try (var closed = new Receiving()) {
      nobody = closed.url("/secret-path");
    }
    Webhook webhook = webhook(nobody, Duration.ofSeconds(2));
    webhook.begin(List.of(lost("w")));
    ApiClient.eventually(() -> webhook.delivery().trouble().isPresent());
    var trouble = webhook.delivery().trouble().orElseThrow();
    assertEquals("webhook ops", trouble.name());
    assertFalse((trouble + webhook.delivery().receiver()).contains("secret-path"));
  }

  @Test
  void shouldNotWaitWithOneReceiverForAnother() throws Exception {
    try (var well = new Receiving()) {
      server.next(server.hang());
      Webhook slow = webhook(server.url("/"), Duration.ofSeconds(30));
      Webhook quick = webhook(well.url("/"), Duration.ofSeconds(30));
      var all = new Notifications(List.of(slow, quick));
      all.tell(new Changes(List.of(), List.of(), List.of()), List.of());
      server.await1();
      well.await1();
      for (int i = 0; i < 100; i++) {
        all.tell(new Changes(List.of(lost("w-" + i)), List.of(), List.of()), List.of());
      }
      int told = 0;
      while (told < 100) {
        told += well.await1().json().getJsonArray("alerts").size();
      }
      assertEquals(100, told);
    }
  }

  @Test
  void shouldForgetTheOldestBeyondItsCapacityAndSaySo() {
    var outbox = new Outbox(2);
    outbox.put(lost("a"));
    outbox.put(lost("b"));
    outbox.put(ended("b"));
    outbox.put(lost("c"));
    Outbox.Batch batch = outbox.batch();
    assertEquals(List.of(ended("b"), lost("c")), batch.alerts());
    assertEquals(1, batch.dropped());
    // What has changed while it was sent is still to be told.
    outbox.put(ended("c"));
    outbox.delivered(batch);
    assertEquals(List.of(ended("c")), outbox.batch().alerts());
    assertEquals(0, outbox.batch().dropped());
  }

  @Test
  void shouldTellOfAStormAgainWhenItHasDoubled() throws Exception {
    Webhook webhook = webhook(server.url("/"), Duration.ofSeconds(10));
    webhook.begin(List.of(storm(21)));
    server.await1();
    webhook.tell(new Changes(List.of(), List.of(storm(41)), List.of()), List.of());
    webhook.tell(new Changes(List.of(), List.of(storm(42)), List.of()), List.of());
    assertEquals(
        42, server.await1().json().getJsonArray("alerts").getJsonObject(0).getInteger("count"));
  }

  @Test
  void shouldWaitLongerAfterEachFailureButNotLongerThanTheCap() {
    var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2));
    assertEquals(Duration.ofSeconds(1), backoff.after(1, 0));
    assertEquals(Duration.ofSeconds(8), backoff.after(4, 0));
    assertEquals(Duration.ofSeconds(4), backoff.after(4, 1));
    assertEquals(Duration.ofMinutes(2), backoff.after(1_000, 0));
  }

  /** By the rules of postableAlerts in Alertmanager's api/v2/openapi.yaml. */
  @Test
  void shouldTellAnAlertmanagerAgainAndAgainWhatStandsAndOnceWhatIsOver() throws Exception {
    var settings =
        new Alertmanager.Settings(
            "Alertmanager test",
            server.url("/api/v2/alerts"),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            SOON,
            QUICK);
    var alertmanager = new Alertmanager(settings, JSON, http, Clock.systemUTC());
    run(alertmanager);
    server.next(Receiving.status(503));
    Instant before = Instant.now();
    alertmanager.begin(List.of(lost("w"), storm(30)));
    for (int times = 1; times <= 3; times++) {
      Receiving.Posted posted = server.await1();
      assertEquals("/api/v2/alerts", posted.path());
      assertEquals(2, posted.array().size());
      for (int i = 0; i < 2; i++) {
        JsonObject alert = posted.array().getJsonObject(i);
        postable(alert);
        assertTrue(Instant.parse(alert.getString("endsAt")).isAfter(before));
      }
      assertEquals(
          Map.of(
              "alertname", "WorkerUnreachable",
              "severity", "critical",
              "bridge", "bridge",
              "id", "WorkerUnreachable/w",
              "subject", "w",
              "worker", "w",
              "worker_id", WorkerId.ofName("w").toString(),
              "pool", "7"),
          posted.array().getJsonObject(0).getJsonObject("labels").getMap());
    }
    alertmanager.tell(
        new Changes(List.of(), List.of(), List.of(ended("w"), over(storm(30)))), List.of());
    Receiving.Posted last = server.await1();
    while (!last.array().getJsonObject(0).getString("endsAt").equals("2026-11-21T12:05:00Z")) {
      last = server.await1();
    }
    postable(last.array().getJsonObject(0));
  }

  private static void postable(JsonObject alert) {
    assertTrue(
        Set.of("labels", "annotations", "startsAt", "endsAt", "generatorURL")
            .containsAll(alert.fieldNames()),
        alert::encode);
    for (String set : List.of("labels", "annotations")) {
      for (var label : alert.getJsonObject(set)) {
        assertTrue(label.getKey().matches("[a-zA-Z_][a-zA-Z0-9_]*"), label.getKey());
        assertTrue(label.getValue() instanceof String text && !text.isEmpty(), alert::encode);
      }
    }
    assertFalse(alert.getJsonObject("labels").getString("alertname").isEmpty());
    Instant starts = Instant.parse(alert.getString("startsAt"));
    assertTrue(starts.isBefore(Instant.parse(alert.getString("endsAt"))));
    assertEquals("https", URI.create(alert.getString("generatorURL")).getScheme());
  }

  /** HMAC by RFC 2104 from nothing but the hash, so that it shares no code with the sender. */
  private static void verify(Receiving.Posted posted) throws Exception {
    byte[] key = new byte[64];
    byte[] secret = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
    System.arraycopy(secret, 0, key, 0, secret.length);
    byte[] inner = new byte[64];
    byte[] outer = new byte[64];
    for (int i = 0; i < 64; i++) {
      inner[i] = (byte) (key[i] ^ 0x36);
      outer[i] = (byte) (key[i] ^ 0x5c);
    }
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    hash.update(inner);
    hash.update(
        (posted.header("webhook-id") + "." + posted.header("webhook-timestamp") + ".")
            .getBytes(UTF_8));
    byte[] within = hash.digest(posted.body().getBytes(UTF_8));
    hash.update(outer);
    byte[] expected = hash.digest(within);
    String signature = posted.header("webhook-signature");
    assertTrue(signature.startsWith("v1,"), signature);
    assertTrue(
        Arrays.equals(expected, Base64.getDecoder().decode(signature.substring("v1,".length()))));
    long age = Instant.now().getEpochSecond() - Long.parseLong(posted.header("webhook-timestamp"));
    assertTrue(age >= 0 && age < 60, "signed %d s ago".formatted(age));
  }

  private Webhook webhook(URI url, Duration timeout) {
    var settings =
        new Webhook.Settings("ops", url, Optional.of(Signature.by(SECRET)), timeout, SOON, QUICK);
    var webhook = new Webhook(settings, JSON, http, Clock.systemUTC());
    run(webhook);
    return webhook;
  }

  private void run(Receiver receiver) {
    threads.add(Thread.ofVirtual().start(receiver));
  }

  private static Alert lost(String worker) {
    return alert(worker, Optional.empty());
  }

  private static Alert ended(String worker) {
    return alert(worker, Optional.of(Instant.parse("2026-11-21T12:05:00Z")));
  }

  private static Alert alert(String worker, Optional<Instant> ended) {
    return new Alert(
        "WorkerUnreachable/" + worker,
        Rule.WORKER_UNREACHABLE,
        Severity.CRITICAL,
        worker,
        Optional.of(WorkerId.ofName(worker)),
        Set.of(7L),
        SINCE,
        worker + " does not answer",
        "see to it",
        1,
        ended);
  }

  private static Alert storm(int count) {
    return new Alert(
        "WorkerLagging/many",
        Rule.WORKER_LAGGING,
        Severity.WARNING,
        "many",
        Optional.empty(),
        Set.of(1L),
        SINCE,
        count + " at once",
        "look for one cause",
        count,
        Optional.empty());
  }

  private static Alert over(Alert alert) {
    return new Alert(
        alert.id(),
        alert.rule(),
        alert.severity(),
        alert.subject(),
        alert.worker(),
        alert.pids(),
        alert.since(),
        alert.text(),
        alert.advice(),
        alert.count(),
        Optional.of(Instant.parse("2026-11-21T12:05:00Z")));
  }
}
