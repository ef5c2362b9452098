package dev.runtimebridge.lifecycle.adapter.prb;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static dev.runtimebridge.lifecycle.testing.HttpCaller.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.testing.ApiClient;
import dev.runtimebridge.lifecycle.testing.HttpCaller;
import dev.runtimebridge.lifecycle.testing.LogResource;
import dev.runtimebridge.lifecycle.testing.StubDecider;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LogResource.class)
class PrbApiIT {
  private static final String WORKER =
      "{\"AddWorker\":{\"name\":\"%s\",\"endpoint\":\"http://%s.example:8000\",\"stake\":\"1500000000000000\",\"pid\":%d,\"disabled\":false,\"sync_only\":false,\"gatekeeper\":false}}";

  @Inject ApiConfig config;
  @Inject Tables tables;
  StubDecider decider;
  private ApiClient grpc;
  private HttpCaller http;

  @BeforeEach
  void connect() throws IOException {
    grpc = ApiClient.ready(config);
    http = new HttpCaller(config.dataDir());
  }

  @AfterEach
  void disconnect() {
    http.close();
    grpc.close();
  }

  @Test
  void shouldManagePoolsAndWorkersAsPrbDid() {
    JsonObject pool =
        done("{\"AddPool\":{\"name\":\"prb\",\"pid\":801,\"disabled\":false,\"sync_only\":false}}");
    assertEquals(801, pool.get("pid").getAsInt());
    assertTrue(pool.get("enabled").getAsBoolean() && pool.get("workers").isJsonNull());
    assertEquals(
        "Pool already exists!",
        failed(
            "{\"AddPool\":{\"name\":\"x\",\"pid\":801,\"disabled\":false,\"sync_only\":false}}"));

    JsonObject worker = done(WORKER.formatted("prb-1", "prb-1", 801));
    assertEquals("1500000000000000", worker.get("stake").getAsString());
    assertEquals(801, worker.get("pid").getAsInt());
    done(WORKER.formatted("prb-2", "prb-2", 801));
    assertEquals("Duplicated worker name!", failed(WORKER.formatted("prb-1", "prb-9", 801)));
    assertEquals("Pool not found!", failed(WORKER.formatted("prb-9", "prb-9", 899)));

    JsonObject changed =
        done(
            "{\"UpdateWorker\":{\"name\":\"prb-1\",\"endpoint\":\"http://prb-3.example:8000\",\"stake\":\"2\",\"pid\":801,\"disabled\":true,\"sync_only\":true,\"gatekeeper\":false}}");
    assertEquals("2", changed.get("stake").getAsString());
    assertFalse(changed.get("enabled").getAsBoolean());
    assertTrue(changed.get("sync_only").getAsBoolean());
    String renaming =
        "{\"UpdateWorker\":{\"name\":\"prb-1\",\"new_name\":\"%s\",\"endpoint\":\"http://prb-3.example:8000\",\"stake\":\"2\",\"pid\":801,\"disabled\":false,\"sync_only\":true,\"gatekeeper\":false}}";
    assertEquals("Duplicated worker name!", failed(renaming.formatted("prb-2")));
    JsonObject named = done(renaming.formatted("prb-one"));
    assertEquals("prb-one", named.get("name").getAsString());
    assertEquals(changed.get("id"), named.get("id"));
    assertTrue(named.get("enabled").getAsBoolean());
    assertEquals("Worker not found!", failed("{\"RemoveWorker\":{\"name\":\"prb-1\"}}"));
    assertEquals(
        "renamed",
        done("{\"UpdatePool\":{\"name\":\"renamed\",\"pid\":801,\"disabled\":false,\"sync_only\":true}}")
            .get("name")
            .getAsString());
    assertEquals(
        2, done("{\"GetPoolWithWorkers\":{\"pid\":801}}").getAsJsonArray("workers").size());
    for (String all : new String[] {"\"GetAllPools\"", "{\"GetAllPoolsWithWorkers\":null}"}) {
      assertTrue(
          JsonParser.parseString(config(all).body()).getAsJsonArray().asList().stream()
              .anyMatch(it -> it.getAsJsonObject().get("pid").getAsInt() == 801));
    }

    assertEquals("Pool not empty!", failed("{\"RemovePool\":{\"pid\":801}}"));
    assertTrue(done("{\"RemoveWorker\":{\"name\":\"prb-one\"}}").get("ok").getAsBoolean());
    done("{\"RemoveWorker\":{\"name\":\"prb-2\"}}");
    assertEquals("Worker not found!", failed("{\"RemoveWorker\":{\"name\":\"prb-2\"}}"));
    done("{\"RemovePool\":{\"pid\":801}}");
    assertEquals("pool not found: 801", failed("{\"GetPool\":{\"pid\":801}}"));
  }

  @Test
  void shouldActOnWorkersByTheirIds() {
    done(
        "{\"AddPool\":{\"name\":\"prb-acts\",\"pid\":802,\"disabled\":false,\"sync_only\":false}}");
    String id = done(WORKER.formatted("prb-act", "prb-act", 802)).get("id").getAsString();
    assertEquals("Starting", status(id).get("state").getAsString());
    assertTrue(status(id).get("phactory_info").isJsonNull());
    String ids = "{\"ids\":[\"%s\",\"00000000-0000-0000-0000-000000000000\"]}".formatted(id);
    for (String action : new String[] {"restart", "force_register", "take_checkpoint"}) {
      HttpResponse<String> answer = http.send(json("PUT", "/prb/workers/" + action, ids));
      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals("{\"ok\":true}", answer.body());
    }
    assertTrue(decider.state("worker/" + id).getWorker().getErrand().hasTakeCheckpoint());
    http.send(
        json(
            "PUT",
            "/prb/workers/update_endpoints",
            "{\"requests\":[{\"id\":\"%s\",\"endpoints\":[\"https://a.example\"]}]}"
                .formatted(id)));
    assertEquals(
        "https://a.example",
        decider.state("worker/" + id).getWorker().getErrand().getSignEndpoints().getEndpoints(0));
  }

  @Test
  void shouldSetOperatorsAndNeverTellTheirKeys() {
    done("{\"AddPool\":{\"name\":\"prb-po\",\"pid\":803,\"disabled\":false,\"sync_only\":false}}");
    assertEquals("Record not found!", failed("{\"GetPoolOperator\":{\"pid\":803}}"));
    try (var submitter = SealingKeyPair.generate()) {
      decider.publish(submitter);
      eventually(() -> tables.sealingKeys().newest().isPresent());
      JsonObject set =
          done(
              "{\"SetPoolOperator\":{\"pid\":803,\"account\":\"//Alice\",\"account_type\":\"Seed\"}}");
      assertEquals(Set.of("pid", "operator_account_id", "proxied_account_id"), set.keySet());
      assertEquals(set, done("{\"GetPoolOperator\":{\"pid\":803}}"));
      assertTrue(
          JsonParser.parseString(config("\"GetAllPoolOperators\"").body())
              .getAsJsonArray()
              .contains(set));
    }
  }

  @Test
  void shouldTellWhatIsSentAndWhatItIs() {
    JsonObject sent = object(http.send(get("/prb/tx/status")));
    for (String list : new String[] {"running_txs", "pending_txs", "past_txs"}) {
      assertTrue(sent.get(list) instanceof JsonArray, sent.toString());
    }
    assertTrue(object(http.send(get("/prb/wm/status"))).has("git_revision"));
    HttpResponse<String> restart = http.send(json("PUT", "/prb/wm/restart", ""));
    assertEquals(405, restart.statusCode());
    assertEquals("{\"ok\":true}", restart.body());
    assertEquals(418, http.send(get("/prb/")).statusCode());
    assertEquals(418, http.send(get("/prb/nothing")).statusCode());
  }

  @Test
  void shouldRefuseBodiesAsPrbDid() {
    assertEquals(415, http.send(operator("POST", "/prb/wm/config", "{}")).statusCode());
    assertEquals(400, http.send(json("POST", "/prb/wm/config", "{\"AddPool\":")).statusCode());
    assertEquals(422, config("{\"AddPool\":{\"name\":\"x\"}}").statusCode());
    assertEquals(422, config("\"DropAll\"").statusCode());
  }

  @Test
  void shouldAskForATokenThatPrbNeverHad() {
    assertEquals(401, http.send(http.request("GET", "/prb/workers/status", "")).statusCode());
    String viewer =
        Base64.getEncoder().encodeToString(("x:" + grpc.token("viewer")).getBytes(UTF_8));
    assertEquals(
        200,
        http.send(
                http.request("GET", "/prb/workers/status", "")
                    .header("Authorization", "Basic " + viewer))
            .statusCode());
    assertEquals(
        403,
        http.send(
                http.request(
                        "POST",
                        "/prb/wm/config",
                        "{\"AddPool\":{\"name\":\"x\",\"pid\":1,\"disabled\":false,\"sync_only\":false}}")
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Basic " + viewer))
            .statusCode());
  }

  private JsonObject done(String command) {
    HttpResponse<String> answer = config(command);
    assertEquals(200, answer.statusCode(), answer.body());
    return object(answer);
  }

  private String failed(String command) {
    HttpResponse<String> answer = config(command);
    assertEquals(500, answer.statusCode(), answer.body());
    JsonObject body = object(answer);
    assertTrue(body.get("error").getAsBoolean());
    assertEquals("ServerError", body.get("code").getAsString());
    return body.get("message").getAsString();
  }

  private JsonObject status(String id) {
    for (JsonElement it : object(http.send(get("/prb/workers/status"))).getAsJsonArray("workers")) {
      if (it.getAsJsonObject().getAsJsonObject("worker").get("id").getAsString().equals(id)) {
        return it.getAsJsonObject();
      }
    }
    throw new AssertionError("no worker with id " + id);
  }

  private HttpResponse<String> config(String command) {
    return http.send(json("POST", "/prb/wm/config", command));
  }

  private HttpRequest.Builder get(String path) {
    return operator("GET", path, "");
  }

  private HttpRequest.Builder json(String method, String path, String body) {
    return operator(method, path, body).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder operator(String method, String path, String body) {
    String pair = "x:" + grpc.token("operator");
    return http.request(method, path, body)
        .header(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }
}
