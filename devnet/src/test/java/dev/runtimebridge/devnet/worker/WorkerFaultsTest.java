package dev.runtimebridge.devnet.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault as a bridge sees it, ordered in Java or by JSON. */
class WorkerFaultsTest {
  private static final TinyChain CHAIN = new TinyChain(24, 10, 1024);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String RCU = "500 RCU in progress, please try the request again later";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private WorkerFarm farm;
  private PrpcClient worker;

  @BeforeEach
  void start() throws Exception {
    farm = WorkerFarm.start(FarmSettings.of(2).withCheckpointEvery(0));
    worker = new PrpcClient(http, farm.baseUrl(0));
    worker.init(CHAIN);
    worker.syncTo(CHAIN, 10, 5);
  }

  @AfterEach
  void stop() {
    http.close();
    farm.close();
  }

  @Test
  void shouldStall() {
    farm.faults(0).stall(LONG);
    var request =
        HttpRequest.newBuilder(URI.create(farm.baseUrl(0) + "/prpc/PhactoryAPI.GetInfo"))
            .timeout(Duration.ofMillis(300))
            .build();
    assertThrows(HttpTimeoutException.class, () -> http.send(request, BodyHandlers.discarding()));
  }

  @Test
  void shouldDropConnections() throws Exception {
    farm.faults(0).dropConnections(LONG);
    assertThrows(IOException.class, worker::info);
    farm.faults(0).clear();
    assertEquals(6, worker.info().getBlocknum());
  }

  @Test
  void shouldAnswerBusyToAllButTheCallsThatAreAllowed() throws Exception {
    farm.faults(0).answerBusy(LONG);
    assertEquals(6, worker.info().getBlocknum());
    worker.ok("GetEgressMessages", new byte[0]);
    refused(RCU, () -> worker.headers(CHAIN.headers(11, 20)));
    refused(RCU, worker::checkpoint);
    farm.faults(0).clear();
    assertEquals(20, worker.headers(CHAIN.headers(11, 20)));
  }

  @Test
  void shouldBeBusyWhileItExecutesBlocks() throws Exception {
    worker.headers(CHAIN.headers(11, 20));
    worker.paraHeaders(CHAIN.paraHeaders(6, 10), PrpcClient.proof(CHAIN, 20));
    farm.faults(0).holdBlocks(Duration.ofSeconds(1));
    CompletableFuture<Long> blocks = later(() -> worker.blocks(CHAIN.blocks(6, 10)));
    String refusal = null;
    while (refusal == null && !blocks.isDone()) {
      try {
        worker.checkpoint();
      } catch (PrpcClient.Refused error) {
        refusal = error.getMessage();
      }
    }
    assertEquals(RCU, refusal);
    assertEquals(6, worker.info().getBlocknum());
    assertEquals(10, blocks.get(20, TimeUnit.SECONDS));
    assertEquals(11, worker.info().getBlocknum());
  }

  @Test
  void shouldDropTheBlocksThatItExecutesWhenItRestarts() throws Exception {
    worker.checkpoint();
    worker.headers(CHAIN.headers(11, 20));
    worker.paraHeaders(CHAIN.paraHeaders(6, 10), PrpcClient.proof(CHAIN, 20));
    farm.faults(0).holdBlocks(Duration.ofSeconds(1));
    CompletableFuture<Long> blocks = later(() -> worker.blocks(CHAIN.blocks(6, 10)));
    farm.faults(0).restart(RestartFrom.NEWEST_CHECKPOINT);
    ExecutionException error =
        assertThrows(ExecutionException.class, () -> blocks.get(20, TimeUnit.SECONDS));
    assertTrue(error.getCause() instanceof IOException, error.toString());
    assertEquals(6, worker.info().getBlocknum());
    assertEquals(11, worker.info().getHeadernum());
  }

  @Test
  void shouldAnswerLate() throws Exception {
    farm.faults(0).slow(Duration.ofMillis(200), LONG);
    long begun = System.nanoTime();
    worker.info();
    assertTrue(System.nanoTime() - begun >= Duration.ofMillis(200).toNanos());
  }

  @Test
  void shouldAnswerAsSomeOtherServer() throws Exception {
    farm.faults(0).notAPRuntime(LONG);
    HttpResponse<byte[]> answer = worker.post("GetInfo", new byte[0]);
    assertEquals(200, answer.statusCode());
    assertEquals(
        "text/html; charset=utf-8", answer.headers().firstValue("Content-Type").orElseThrow());
  }

  @Test
  void shouldRefuseSingleJustifications() throws Exception {
    farm.faults(0).refuseJustifications(Set.of(20L));
    refused(
        "500 HeaderValidateFailed(bad justification for header: invalid commit in grandpa"
            + " justification)",
        () -> worker.headers(CHAIN.headers(11, 20)));
    assertEquals(19, worker.headers(CHAIN.headers(11, 19)));
  }

  @Test
  void shouldBelongToAnotherChain() throws Exception {
    String genesis = worker.info().getGenesisBlockHash();
    farm.faults(0).otherGenesis();
    assertTrue(worker.info().getInitialized());
    assertNotEquals(genesis, worker.info().getGenesisBlockHash());
    refused(
        "500 HeaderValidateFailed(invalid ancestry proof)",
        () -> worker.headers(CHAIN.headers(1, 10)));
    farm.faults(0).restart(RestartFrom.NOTHING);
    worker.init(CHAIN);
    assertEquals(genesis, worker.info().getGenesisBlockHash());
  }

  @Test
  void shouldGoBackToItsCheckpoints() throws Exception {
    worker.checkpoint();
    worker.syncTo(CHAIN, 20, 10);
    worker.checkpoint();
    worker.syncTo(CHAIN, 24, 12);
    farm.faults(0).restart(RestartFrom.NEWEST_CHECKPOINT);
    assertEquals(11, worker.info().getBlocknum());
    farm.faults(0).restart(RestartFrom.OLDER_CHECKPOINT);
    assertEquals(6, worker.info().getBlocknum());
    farm.faults(0).restart(RestartFrom.NOTHING);
    assertFalse(worker.info().getInitialized());
    assertTrue(worker.info().getCanLoadChainState());
  }

  @Test
  void shouldTakeOrdersByJson() throws Exception {
    assertEquals("{\"workers\":1}", order("{\"workers\":[0],\"fault\":\"busy\",\"forMs\":60000}"));
    refused(RCU, worker::checkpoint);
    assertEquals("{\"workers\":2}", order("{\"fault\":\"clear\"}"));
    worker.checkpoint();
    order("{\"workers\":[0],\"fault\":\"restart\",\"from\":\"nothing\"}");
    assertFalse(worker.info().getInitialized());
  }

  @Test
  void shouldExplainOrdersThatCannotBeFollowed() throws Exception {
    assertEquals(
        "{\"error\":\"workers has '7', expected 0 to 1\"}",
        order("{\"workers\":[7],\"fault\":\"clear\"}"));
    assertEquals(
        "{\"error\":\"forMs is 'soon', expected milliseconds from 0 to 86400000\"}",
        order("{\"fault\":\"stall\",\"forMs\":\"soon\"}"));
    assertTrue(order("{\"fault\":\"explode\"}").startsWith("{\"error\":\"fault is 'explode', exp"));
    assertTrue(order("no json").startsWith("{\"error\":"));
  }

  private String order(String json) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + farm.port() + "/faults"))
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofString(json))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private interface Call {
    Object run() throws Exception;
  }

  private static void refused(String message, Call call) {
    assertEquals(message, assertThrows(PrpcClient.Refused.class, () -> call.run()).getMessage());
  }

  private interface LongCall {
    long run() throws Exception;
  }

  private CompletableFuture<Long> later(LongCall call) throws Exception {
    var result = new CompletableFuture<Long>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(call.run());
              } catch (Exception error) {
                result.completeExceptionally(error);
              }
            });
    awaitBusy();
    return result;
  }

  private void awaitBusy() throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() - deadline < 0) {
      try {
        // An empty batch changes nothing and is refused as soon as blocks are executed.
        worker.paraHeaders(new byte[1], List.of());
      } catch (PrpcClient.Refused busy) {
        return;
      }
    }
    throw new AssertionError("the worker did not begin to execute blocks");
  }
}
