package dev.runtimebridge.lifecycle.adapter;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.runtimebridge.dispatch.domain.RoundCandidate;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.testing.ApiClient;
import dev.runtimebridge.lifecycle.testing.HttpCaller;
import dev.runtimebridge.lifecycle.testing.LogResource;
import dev.runtimebridge.lifecycle.testing.SampleRounds;
import dev.runtimebridge.lifecycle.testing.StubDecider;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.CandidateView;
import dev.runtimebridge.schemas.v1.DispatchGrpc;
import dev.runtimebridge.schemas.v1.DispatchTaskOutcome;
import dev.runtimebridge.schemas.v1.GetRoundRequest;
import dev.runtimebridge.schemas.v1.ListBalancesRequest;
import dev.runtimebridge.schemas.v1.ListRoundsRequest;
import dev.runtimebridge.schemas.v1.RoundDetail;
import dev.runtimebridge.schemas.v1.RoundState;
import dev.runtimebridge.schemas.v1.RoundView;
import dev.runtimebridge.schemas.v1.WatchRoundsRequest;
import dev.runtimebridge.schemas.v1.WorkerStage;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Rounds that lie in a real log, over gRPC and over HTTP. */
@QuarkusTest
@QuarkusTestResource(LogResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DispatchApiIT {
  private static final long PID = 8_800;
  private static final int MANY = 3_000;
  private static final List<RoundCandidate> ONLINE =
      IntStream.range(0, 40)
          .mapToObj(i -> SampleRounds.candidate("task-%02d".formatted(i), PID, 300 + i, 1_000))
          .toList();

  @Inject ApiConfig config;
  @Inject Tables tables;
  StubDecider decider;
  private ApiClient client;

  @BeforeEach
  void connect() throws IOException {
    client = new ApiClient(config);
  }

  @AfterEach
  void hangUp() {
    client.close();
  }

  @Test
  @Order(1)
  void shouldListRoundsNewestFirstInPages() {
    decider.publish(SampleRounds.computing("task-00", PID, 300, 1_000));
    for (int round = 11; round <= 14; round++) {
      new SampleRounds(round, ONLINE).reported().after(100).events().forEach(decider::publish);
    }
    decider.publish(SampleRounds.balance("pool/" + PID, 14, "2000000000000"));
    decider.publish(SampleRounds.balance(WorkerId.ofName("task-00").aggregateId(), 14, "7"));
    eventually(() -> tables.balances().all().size() == 2);
    eventually(() -> tables.rounds().get(14).filter(it -> it.settlement().isPresent()).isPresent());
    DispatchGrpc.DispatchBlockingStub viewer = client.dispatch("viewer");
    var request = ListRoundsRequest.newBuilder().setPageSize(3);
    var first = viewer.listRounds(request.build());
    assertTrue(first.getTotalSize() >= 4, "four and what other tests have left");
    assertEquals(List.of(14L, 13L, 12L), numbers(first.getRoundsList()));
    var second = viewer.listRounds(request.setPageToken(first.getNextPageToken()).build());
    assertEquals(11, second.getRounds(0).getRound());
    assertEquals("", second.getNextPageToken());
    RoundView newest = first.getRounds(0);
    assertEquals(RoundState.ROUND_SETTLED, newest.getState());
    assertEquals("30000", newest.getSettlement().getMintedPha());
    assertEquals(DispatchTaskOutcome.TASK_FAILED, newest.getDrawn(1).getOutcome());
    assertEquals("3000", newest.getDrawn(0).getPaidPha());
    var balances = viewer.listBalances(ListBalancesRequest.getDefaultInstance());
    assertEquals("pool", balances.getBalances(0).getWorkerId().isEmpty() ? "pool" : "worker");
    assertEquals("2", balances.getBalances(0).getAvailablePha());
    assertEquals("task-00", balances.getBalances(1).getName());
    assertEquals("0.000000000007", balances.getBalances(1).getAvailablePha());
  }

  @Test
  @Order(2)
  void shouldRepeatTheDrawAndPageThroughItsCandidates() {
    List<RoundCandidate> many =
        IntStream.range(0, MANY)
            .mapToObj(i -> SampleRounds.candidate("many-" + i, PID, 100 + i % 50, i % 40))
            .toList();
    new SampleRounds(20, many).reported().after(100).events().forEach(decider::publish);
    eventually(() -> tables.rounds().get(20).filter(it -> it.settlement().isPresent()).isPresent());
    DispatchGrpc.DispatchBlockingStub viewer = client.dispatch("viewer");
    var candidates = new ArrayList<CandidateView>();
    var request = GetRoundRequest.newBuilder().setRound(20).setPageSize(1_000);
    RoundDetail page;
    do {
      page = viewer.getRound(request.build());
      candidates.addAll(page.getCandidatesList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    assertTrue(page.getDrawRepeats());
    assertEquals(MANY, candidates.size());
    assertEquals(5, candidates.stream().filter(CandidateView::getDrawn).count());
    assertEquals(5, candidates.stream().mapToDouble(CandidateView::getChance).sum(), 1e-6);
    assertTrue(page.getRound().getDrawn(0).getChance() > 0);
    assertFalse(candidates.getFirst().getOnlinePha().isEmpty());
    assertEquals(
        "NOT_FOUND",
        ApiClient.refusal(() -> viewer.getRound(GetRoundRequest.newBuilder().setRound(99).build()))
            .getCode()
            .name());
  }

  @Test
  @Order(3)
  void shouldTellAWatcherEachChangeAndGoOnWhereItWasLeft() {
    Iterator<RoundView> watch =
        client.dispatch("viewer").watchRounds(WatchRoundsRequest.newBuilder().setNewest(1).build());
    RoundView last = watch.next();
    assertEquals(20, last.getRound());
    assertFalse(last.getResumeToken().isEmpty());
    decider.publish(new SampleRounds(21, ONLINE).events().getFirst());
    RoundView opened = watch.next();
    assertEquals(21, opened.getRound());
    assertEquals(RoundState.ROUND_OPEN, opened.getState());
    assertEquals("task", opened.getDrawn(0).getWorkerId().isEmpty() ? "nobody" : "task");
    Iterator<RoundView> resumed =
        client
            .dispatch("viewer")
            .watchRounds(
                WatchRoundsRequest.newBuilder().setResumeToken(last.getResumeToken()).build());
    assertEquals(21, resumed.next().getRound());
  }

  @Test
  @Order(4)
  void shouldAnswerOverHttpToTheDigitsOfTheFigures() throws IOException {
    try (var http = new HttpCaller(config.dataDir())) {
      JsonObject chances =
          post(
              http,
              "/v1/chances",
              """
              {"population": {"given": {"classes": [{"count": 5000, "score": 420, "stake": "1000"}]}},
               "machines": [{"score": 300, "stake": "0"}, {"score": 300, "stake": "20000"}],
               "terms": {"tasks": 5}}
              """);
      // Both are in the field now, which moves the fifth digit.
      assertEquals("0.0519", percent(chances, 0));
      assertEquals("0.1741", percent(chances, 1));
      JsonObject refused =
          post(http, "/v1/stakes:split", "{\"machines\": [{\"score\": 1}], \"budget\": \"-5\"}");
      assertTrue(refused.toString().contains("budget -5 is negative"), refused.toString());
      assertTrue(refused.toString().contains("\"field\":\"budget\""), refused.toString());
      JsonObject curves =
          post(http, "/v1/chances:curves", "{\"workers\": [{\"name\": \"task-00\"}]}");
      JsonArray points =
          curves.getAsJsonArray("curves").get(0).getAsJsonObject().getAsJsonArray("chances");
      assertEquals(61, points.size());
      JsonObject detail =
          JsonParser.parseString(
                  http.send(
                          http.request("GET", "/v1/rounds/14?pageSize=2", "")
                              .header("Authorization", "Bearer " + client.token("viewer")))
                      .body())
              .getAsJsonObject();
      assertTrue(detail.get("drawRepeats").getAsBoolean());
      assertEquals(2, detail.getAsJsonArray("candidates").size());
      String pool =
          http.send(
                  http.request("GET", "/v1/balances/pools/" + PID, "")
                      .header("Authorization", "Bearer " + client.token("viewer")))
              .body();
      assertTrue(pool.contains("NOT_FOUND"), "no such pool was created: " + pool);
    } finally {
      AggregateStateRecord.Builder gone = SampleRounds.computing("task-00", PID, 1, 1).toBuilder();
      gone.getWorkerBuilder().setStage(WorkerStage.REMOVED);
      decider.publish(gone.build());
    }
  }

  @Test
  @Order(5)
  void shouldAskForAToken() {
    Status refusal =
        ApiClient.refusal(
            () ->
                DispatchGrpc.newBlockingStub(client.channel())
                    .listRounds(ListRoundsRequest.getDefaultInstance()));
    assertEquals(Status.Code.UNAUTHENTICATED, refusal.getCode());
  }

  private JsonObject post(HttpCaller http, String path, String body) {
    HttpResponse<String> answer =
        http.send(
            http.request("POST", path, body)
                .header("Authorization", "Bearer " + client.token("viewer")));
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private static String percent(JsonObject chances, int machine) {
    double chance =
        chances
            .getAsJsonArray("machines")
            .get(machine)
            .getAsJsonObject()
            .get("chance")
            .getAsDouble();
    return String.format(Locale.ROOT, "%.4f", chance * 100);
  }

  private static List<Long> numbers(List<RoundView> rounds) {
    return rounds.stream().map(RoundView::getRound).toList();
  }
}
