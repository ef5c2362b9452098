package dev.runtimebridge.lifecycle.adapter;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import com.sun.net.httpserver.HttpServer;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.testing.ApiClient;
import dev.runtimebridge.lifecycle.testing.LogResource;
import dev.runtimebridge.lifecycle.testing.StubDecider;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.AlertCount;
import dev.runtimebridge.schemas.v1.AlertSeverity;
import dev.runtimebridge.schemas.v1.AlertView;
import dev.runtimebridge.schemas.v1.AlertsGrpc;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.GetChainStatusRequest;
import dev.runtimebridge.schemas.v1.ListAlertsRequest;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From a worker's state in the log to who lists, who watches, and who is told by HTTP. */
@QuarkusTest
@TestProfile(AlertsIT.Quick.class)
@QuarkusTestResource(value = LogResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = AlertsIT.Hook.class, restrictToAnnotatedClass = true)
class AlertsIT {
  private static final WorkerId WORKER = WorkerId.ofName("gone-1");
  private static final Instant SINCE = Instant.parse("2026-11-21T12:00:00Z");

  @Inject ApiConfig config;
  StubDecider decider;
  Hook hook;

  /** Looks often, and forgets soon. */
  public static final class Quick implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "bridge.alerts.every", "100ms",
          "bridge.alerts.rules.worker-unreachable.keep", "0s",
          // What the disk of a test machine has left is not what is tested.
          "bridge.alerts.rules.disk-full.enabled", "false");
    }
  }

  /** Who is told. */
  public static final class Hook implements QuarkusTestResourceLifecycleManager {
    private final BlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
      try {
        var started =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext(
            "/",
            exchange -> {
              try (exchange) {
                told.add(
                    new JsonObject(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
                exchange.sendResponseHeaders(204, -1);
              }
            });
        started.start();
        server = started;
        return Map.of(
            "bridge.alerts.webhooks.\"test\".url",
            "http://127.0.0.1:%d/hook".formatted(started.getAddress().getPort()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    JsonObject next() throws InterruptedException {
      return Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS), "nothing was posted");
    }

    @Override
    public void inject(TestInjector injector) {
      injector.injectIntoFields(this, new TestInjector.MatchesType(Hook.class));
    }

    @Override
    public void stop() {
      if (server != null) {
        server.stop(0);
      }
    }
  }

  @Test
  void shouldTellOfAWorkerThatIsGoneAndWhenItIsBack() throws Exception {
    try (var client = new ApiClient(config)) {
      AlertsGrpc.AlertsBlockingStub alerts = alerts(client);
      JsonObject first = hook.next();
      assertTrue(first.getBoolean("complete"), first::encode);
      assertEquals(0, first.getJsonArray("alerts").size(), first::encode);
      assertEquals(0, alerts.listAlerts(ListAlertsRequest.getDefaultInstance()).getAlertsCount());
      Iterator<AlertView> watch =
          alerts.watchAlerts(ListAlertsRequest.newBuilder().setPid(7).build());

      decider.publish(state(true));
      AlertView begun = watch.next();
      assertEquals("WorkerUnreachable/" + WORKER, begun.getId());
      assertEquals(AlertSeverity.CRITICAL, begun.getSeverity());
      assertEquals("gone-1", begun.getSubject());
      assertEquals(WORKER.toString(), begun.getWorkerId());
      assertEquals(7, begun.getPid());
      assertEquals(SINCE.getEpochSecond(), begun.getSince().getSeconds());
      assertEquals(
          "gone-1 does not answer at http://gone-1:8000: connection refused", begun.getText());
      assertFalse(begun.hasEnded());
      assertEquals(
          List.of(begun),
          alerts.listAlerts(ListAlertsRequest.getDefaultInstance()).getAlertsList());
      assertEquals(
          0, alerts.listAlerts(ListAlertsRequest.newBuilder().setPid(8).build()).getAlertsCount());
      assertEquals(
          List.of(AlertCount.newBuilder().setSeverity(AlertSeverity.CRITICAL).setCount(1).build()),
          client
              .chain("viewer")
              .getChainStatus(GetChainStatusRequest.getDefaultInstance())
              .getAlertsList());
      JsonObject posted = hook.next().getJsonArray("alerts").getJsonObject(0);
      assertEquals(begun.getId(), posted.getString("id"));
      assertFalse(posted.containsKey("ended"), posted::encode);

      decider.publish(state(false));
      AlertView ended = watch.next();
      assertEquals(begun.getId(), ended.getId());
      assertTrue(ended.hasEnded());
      eventually(
          () -> alerts.listAlerts(ListAlertsRequest.getDefaultInstance()).getAlertsCount() == 0);
      assertTrue(hook.next().getJsonArray("alerts").getJsonObject(0).containsKey("ended"));
    }
  }

  private static AggregateStateRecord state(boolean gone) {
    var state =
        WorkerState.newBuilder()
            .setConfig(
                WorkerConfig.newBuilder()
                    .setName("gone-1")
                    .setPid(7)
                    .setEnabled(true)
                    .setEndpoint("http://gone-1:8000"))
            .setStage(WorkerStage.COMPUTING)
            .setDriver("syncer")
            .setStageSince(Timestamp.newBuilder().setSeconds(SINCE.getEpochSecond()));
    if (gone) {
      state.setRetry(
          RequestFailed.newBuilder()
              .setKind(FailureKind.UNREACHABLE)
              .setMessage("connection refused"));
    }
    return AggregateStateRecord.newBuilder()
        .setAggregateId(WORKER.aggregateId())
        .setSequence(gone ? 1 : 2)
        .setWorker(state)
        .build();
  }

  private static AlertsGrpc.AlertsBlockingStub alerts(ApiClient client) {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + client.token("viewer"));
    return AlertsGrpc.newBlockingStub(client.channel())
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }
}
