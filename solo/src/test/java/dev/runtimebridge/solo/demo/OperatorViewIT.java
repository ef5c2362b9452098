package dev.runtimebridge.solo.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenFile;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.key.SecretUri;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is written for PRB v3 manages a bridge with all its services, and who is on call is told
 * when a worker falls silent. All workers are put there by the client of PRB v3.
 */
class OperatorViewIT {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final String WORKER =
      "{\"name\":\"%s\",\"endpoint\":\"%s\",\"stake\":\"%s\",\"pid\":%d,\"disabled\":%b,\"sync_only\":false,\"gatekeeper\":false%s}";
  private static final String STAKE = "3000" + "0".repeat(12);

  /** The pool has as much, but the chain takes less for one worker. */
  private static final String TOO_MUCH = "5000000" + "0".repeat(12);

  private static final Set<String> TX_FIELDS = Set.of("id", "state", "desc", "pid", "created_at");

  @TempDir static Path folder;
  private static Devnet devnet;
  private static RunningSolo solo;
  private static PrbV3Client prb;
  private static AlertInbox inbox;

  /** Lists and states of transactions that were seen while the workers came to computing. */
  private static final Set<String> SEEN = new HashSet<>();

  @BeforeAll
  static void enrolByPrb() throws Exception {
    inbox = new AlertInbox();
    Path secret = Files.writeString(folder.resolve("webhook-secret"), AlertInbox.secret());
    devnet =
        Devnet.start(
            DevnetSettings.builder()
                .history(60)
                .workers(3)
                .storageChangeBytes(4 * 1024)
                .blockInterval(Duration.ofMillis(500))
                .build());
    solo =
        RunningSolo.start(
            folder,
            Map.of(
                "bridge.api.prb.enabled", "true",
                "bridge.alerts.every", "500ms",
                "bridge.alerts.rules.worker-unreachable.for", "1s",
                "bridge.alerts.rules.worker-unreachable.keep", "1s",
                "bridge.alerts.webhooks.\"ops\".url", inbox.url(),
                "bridge.alerts.webhooks.\"ops\".secret-file", secret.toString()),
            devnet.relayEndpoints(),
            devnet.paraEndpoints());
    prb = new PrbV3Client(solo.address(), TokenFile.openOrCreate(solo.data()).of(Role.OPERATOR));
    for (DemoPool pool : DemoPool.values()) {
      prb.config(
          "{\"AddPool\":{\"name\":\"%s\",\"pid\":%d,\"disabled\":false,\"sync_only\":false}}"
              .formatted(pool.title(), pool.pid()));
    }
    prb.config(
        "{\"SetPoolOperator\":{\"pid\":1,\"account\":\"//Bob\",\"account_type\":\"Seed\",\"proxied_account_id\":\"%s\"}}"
            .formatted(DemoPool.PROXIED.proxied().orElseThrow()));
    try (var charlie = SecretUri.open("//Charlie".toCharArray())) {
      prb.config(
          "{\"SetPoolOperator\":{\"pid\":2,\"account\":\"%s\",\"account_type\":\"SecretKey\"}}"
              .formatted(Hex.encode(charlie.secretKey())));
    }
    add("one", 0, STAKE, 1);
    add("two", 1, STAKE, 2);
    add("rich", 2, TOO_MUCH, 2);
    until(
        () -> {
          look();
          return state("one").equals("Working")
              && state("two").equals("Working")
              && transactions("past_txs").stream().anyMatch(tx -> tx.path("state").has("Error"));
        });
  }

  @AfterAll
  static void end() {
    if (prb != null) {
      prb.close();
    }
    if (solo != null) {
      solo.close();
    }
    devnet.close();
    inbox.close();
  }

  @Test
  void shouldListPoolsAndWhoSignsForThem() throws Exception {
    JsonNode pools = prb.config("\"GetAllPoolsWithWorkers\"");
    assertEquals(2, pools.size());
    assertEquals(1, pools.path(0).path("workers").size());
    assertEquals(2, pools.path(1).path("workers").size());
    JsonNode operators = prb.config("{\"GetAllPoolOperators\":null}");
    assertEquals(2, operators.size());
    assertEquals(
        DemoPool.PROXIED.proxied().orElseThrow(),
        operators.path(0).path("proxied_account_id").asText());
    assertTrue(operators.path(1).path("proxied_account_id").isNull());
    assertEquals(operators.path(1), prb.config("{\"GetPoolOperator\":{\"pid\":2}}"));
  }

  @Test
  void shouldTellOfEachWorkerWhatPrbTold() throws Exception {
    JsonNode status = prb.worker("one");
    assertEquals(devnet.workerEndpoint(0).toString(), endpoint(status));
    assertEquals(STAKE, status.path("worker").path("stake").asText());
    JsonNode info = status.path("phactory_info");
    assertTrue(info.path("initialized").asBoolean() && info.path("registered").asBoolean());
    assertTrue(info.path("public_key").asText().matches("(0x)?[0-9a-f]{64}"), info.toString());
    for (String number : List.of("headernum", "para_headernum", "blocknum")) {
      assertTrue(info.path(number).asLong() > 0, number);
    }
    assertTrue(info.path("memory_usage").path("rust_peak_used").isIntegralNumber());
    JsonNode session = status.path("session_info");
    assertEquals("WorkerIdle", session.path("state").asText());
    assertTrue(session.path("benchmark").path("p_init").asLong() > 0, session.toString());
    assertTrue(session.path("v").isIntegralNumber() && session.path("ve").isIntegralNumber());
    assertTrue(status.path("last_message").asText().startsWith("["));
    assertFalse(prb.get("/wm/status").path("git_revision").asText().isEmpty());
  }

  @Test
  void shouldTellOfTransactionsBeforeWhileAndAfterTheyAreSent() throws Exception {
    assertEquals(
        Set.of("pending_txs Pending", "running_txs Running", "past_txs Success", "past_txs Error"),
        SEEN);
    JsonNode registered = newest("register one");
    assertEquals(TX_FIELDS, fields(registered));
    assertTrue(registered.path("id").isIntegralNumber());
    assertEquals(1, registered.path("pid").asLong());
    Instant created = Instant.parse(registered.path("created_at").asText());
    Instant ended =
        Instant.parse(registered.path("state").path("Success").path("updated_at").asText());
    assertTrue(created.isBefore(ended), registered.toString());
    JsonNode failed = newest("start rich with 5000000 PHA").path("state").path("Error");
    assertEquals(Set.of("updated_at", "message"), fields(failed));
    assertTrue(failed.path("message").asText().contains("stake"), failed.toString());
    JsonNode all = prb.get("/tx/status");
    assertEquals(
        all.path("tx_count").asInt(),
        all.path("running_txs").size()
            + all.path("pending_txs").size()
            + all.path("past_txs").size());
  }

  @Test
  void shouldRestartRegisterAgainAndRenameAWorkerThatComputes() throws Exception {
    String id = prb.worker("two").path("worker").path("id").asText();
    String ids = "{\"ids\":[\"%s\"]}".formatted(id);
    long epoch = epoch(id);
    prb.put("/workers/restart", ids);
    until(() -> epoch(id) > epoch && state("two").equals("Working"));

    int registrations = registrations();
    prb.put("/workers/force_register", ids);
    until(() -> registrations() > registrations && state("two").equals("Working"));

    JsonNode renamed = prb.config(update("two", "two-b"));
    assertEquals(id, renamed.path("id").asText());
    assertEquals("Working", state("two-b"), "it goes on as if nothing were");
    assertTrue(epoch(id) > epoch);
    assertEquals("Worker not found!", prb.refusal(update("two", "three")));
    assertEquals("Duplicated worker name!", prb.refusal(update("two-b", "one")));
    prb.config(update("two-b", "two"));
    prb.put("/workers/take_checkpoint", ids);
  }

  @Test
  void shouldAddAndRemoveWhatIsNotOnTheChain() throws Exception {
    prb.config(
        "{\"AddPool\":{\"name\":\"spare\",\"pid\":9,\"disabled\":false,\"sync_only\":true}}");
    prb.config(
        "{\"AddWorker\":"
            + WORKER.formatted("spare", "http://127.0.0.1:9", "0", 9, true, "")
            + "}");
    assertEquals("Disabled", state("spare"));
    assertEquals("Pool not empty!", prb.refusal("{\"RemovePool\":{\"pid\":9}}"));
    prb.config("{\"RemoveWorker\":{\"name\":\"spare\"}}");
    prb.config("{\"RemovePool\":{\"pid\":9}}");
    assertEquals("pool not found: 9", prb.refusal("{\"GetPool\":{\"pid\":9}}"));
  }

  @Test
  void shouldTellWhoIsOnCallThatAWorkerIsSilentAndThatItIsBack() throws Exception {
    devnet.workers().orElseThrow().faults(0).dropConnections(Duration.ofSeconds(6));
    JsonNode begun = inbox.await(DEADLINE, alert -> isOfOne(alert) && !alert.has("ended"));
    assertEquals("CRITICAL", begun.path("severity").asText());
    assertFalse(begun.path("advice").asText().isEmpty(), begun.toString());
    assertNotEquals(List.of(), alerts(begun), "it is listed as long as it stands");
    JsonNode ended = inbox.await(DEADLINE, alert -> isOfOne(alert) && alert.has("ended"));
    assertEquals(begun.path("id"), ended.path("id"));
    until(() -> alerts(begun).isEmpty());
    until(() -> state("one").equals("Working"));
  }

  private static boolean isOfOne(JsonNode alert) {
    return alert.path("rule").asText().equals("WorkerUnreachable")
        && alert.path("subject").asText().equals("one");
  }

  /** Those of the list that are the same. */
  private static List<JsonNode> alerts(JsonNode told) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      String token = TokenFile.openOrCreate(solo.data()).of(Role.VIEWER);
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(solo.address() + "/v1/alerts"))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      return list(new ObjectMapper().readTree(answer.body()).path("alerts")).stream()
          .filter(alert -> alert.path("id").equals(told.path("id")))
          .toList();
    }
  }

  private static void add(String name, int index, String stake, long pid) throws Exception {
    String endpoint = devnet.workerEndpoint(index).toString();
    prb.config("{\"AddWorker\":" + WORKER.formatted(name, endpoint, stake, pid, false, "") + "}");
  }

  private static String update(String name, String newName) {
    String more = ",\"new_name\":\"%s\"".formatted(newName);
    String endpoint = devnet.workerEndpoint(1).toString();
    return "{\"UpdateWorker\":" + WORKER.formatted(name, endpoint, STAKE, 2, false, more) + "}";
  }

  private static void look() throws Exception {
    for (String list : List.of("pending_txs", "running_txs", "past_txs")) {
      for (JsonNode tx : transactions(list)) {
        JsonNode state = tx.path("state");
        SEEN.add(
            list + " " + (state.isTextual() ? state.asText() : fields(state).iterator().next()));
      }
    }
  }

  private static JsonNode newest(String description) throws Exception {
    return transactions("past_txs").stream()
        .filter(tx -> tx.path("desc").asText().equals(description))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no transaction " + description));
  }

  private static List<JsonNode> transactions(String list) throws Exception {
    return list(prb.get("/tx/status").path(list));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static Set<String> fields(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return Set.copyOf(names);
  }

  private static String state(String worker) throws Exception {
    return prb.worker(worker).path("state").asText();
  }

  private static String endpoint(JsonNode status) {
    return status.path("worker").path("endpoint").asText();
  }

  private static long epoch(String id) {
    return solo.api().workers().stream()
        .filter(worker -> worker.getId().equals(id))
        .findFirst()
        .orElseThrow()
        .getState()
        .getEpoch();
  }

  private static int registrations() {
    return devnet.count().calls("PhalaRegistry.register_worker_v2").size();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    Await.until(DEADLINE, condition, () -> solo.output());
  }
}
