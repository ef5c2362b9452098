package dev.runtimebridge.lifecycle.adapter;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static dev.runtimebridge.lifecycle.testing.ApiClient.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.adapter.kafka.TableReading;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.testing.ApiClient;
import dev.runtimebridge.lifecycle.testing.LogResource;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.GetPoolRequest;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LogResource.class)
class BrokerOutageIT {
  private static final Duration SLACK = Duration.ofSeconds(5);

  @Inject ApiConfig config;
  @Inject TableReading reading;

  @TestHTTPResource("/q/health/ready")
  URI readiness;

  LogResource log;
  private ApiClient client;
  private LifecycleGrpc.LifecycleBlockingStub operator;

  @BeforeEach
  void connect() throws IOException {
    client = new ApiClient(config);
    operator = client.lifecycle("operator");
    eventually(() -> reading.notReadyBecause().isEmpty());
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void shouldAnswerFromTablesRefuseCommandsAndGoOnWhenTheBrokerIsBack() {
    operator.createPool(pool(80, "before"));
    log.withoutBroker(
        () -> {
          // At once, when nobody has noticed yet, and again when everybody knows.
          refusedInTime(81);
          eventually(() -> reading.notReadyBecause().isPresent());
          assertTrue(ready().contains("no broker of the log has answered"), ready());
          assertTrue(
              refusedInTime(82).contains("no broker of the log has answered"),
              "the sentence says why");
          assertEquals("before", operator.getPool(get(80)).getConfig().getName());
          assertTrue(operator.listPools(ListPoolsRequest.getDefaultInstance()).getPoolsCount() > 0);
        });
    eventually(() -> reading.notReadyBecause().isEmpty());
    assertTrue(ready().contains("\"UP\""), ready());
    for (int refused : new int[] {81, 82}) {
      assertEquals(Status.Code.NOT_FOUND, refusal(() -> operator.getPool(get(refused))).getCode());
    }
    assertEquals("after", operator.createPool(pool(81, "after")).getConfig().getName());
    assertEquals(1, operator.getPool(get(81)).getSequence());
  }

  private String refusedInTime(long pid) {
    long begun = System.nanoTime();
    Status status = refusal(() -> operator.createPool(pool(pid, "during-" + pid)));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertEquals(Status.Code.UNAVAILABLE, status.getCode(), String.valueOf(status));
    assertTrue(took.compareTo(config.commandTimeout().plus(SLACK)) < 0, "took " + took);
    return String.valueOf(status.getDescription());
  }

  private String ready() {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static CreatePoolRequest pool(long pid, String name) {
    return CreatePoolRequest.newBuilder().setPid(pid).setName(name).build();
  }

  private static GetPoolRequest get(long pid) {
    return GetPoolRequest.newBuilder().setPid(pid).build();
  }
}
