package dev.runtimebridge.lifecycle.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.CallKind;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.FactsChanged;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.PendingCall;
import dev.runtimebridge.schemas.v1.Recovered;
import dev.runtimebridge.schemas.v1.RequestsWait;
import dev.runtimebridge.schemas.v1.Session;
import dev.runtimebridge.schemas.v1.SessionBegan;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.StageEntered;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each rule: when its alert begins, that it stays after a restart, and when it ends. */
class RulesTest {
  private static final Duration KEEP = Duration.ofSeconds(30);
  private static final Duration SHORT_OF_A_MINUTE = Duration.ofSeconds(55);
  private static final Duration A_BIT = Duration.ofSeconds(5);
  private static final WorkerFacts UNRESPONSIVE =
      WorkerFacts.newBuilder()
          .setSession(Session.newBuilder().setState(SessionState.SESSION_WORKER_UNRESPONSIVE))
          .build();

  private Scene scene = new Scene();

  @Test
  void shouldFindNothingWhereAllIsWell() {
    scene.worker("w");
    scene.published(Chain.RELAY, 199, scene.node("ws://relay:9945", true, ""));
    scene.published(Chain.PARA, 99, scene.node("ws://para:9944", true, ""));
    assertEquals(List.of(), scene.symptoms());
  }

  @Test
  void shouldTellOfAWorkerThatTheChainCallsUnresponsive() {
    scene.event("w", it -> it.setFactsChanged(FactsChanged.newBuilder().setFacts(UNRESPONSIVE)));
    scene.worker("w", it -> it.setStage(WorkerStage.SYNCING).setFacts(UNRESPONSIVE));
    stands("WorkerUnresponsive", Scene.NOON, Duration.ZERO);
    assertEquals(Severity.CRITICAL, first().severity());
    assertEquals("w is unresponsive on the chain", first().text());
    assertEquals(Optional.of(Scene.id("w")), first().worker().map(Object::toString));

    scene.worker("w");
    ends("WorkerUnresponsive/" + Scene.id("w"), KEEP);
  }

  @Test
  void shouldTellOfAWorkerThatIsGoneSinceItsFirstFailureWhateverItsSessionsDo() {
    scene.fails("w", FailureKind.UNREACHABLE, "connection refused");
    scene.after(SHORT_OF_A_MINUTE);
    assertEquals(List.of(), scene.standing());
    // Another syncer takes it over meanwhile.
    scene.event("w", it -> it.setSessionBegan(SessionBegan.newBuilder().setEpoch(2)));
    scene.fails("w", FailureKind.TIMED_OUT, "no answer within 180 s");
    stands("WorkerUnreachable", Scene.NOON, A_BIT);
    assertEquals("w does not answer at http://w:8000: no answer within 180 s", first().text());

    scene.event("w", it -> it.setRecovered(Recovered.getDefaultInstance()));
    scene.worker("w");
    scene.after(Duration.ofSeconds(20));
    assertFalse(scene.standing().isEmpty(), "it may be gone again in a moment");
    ends("WorkerUnreachable/" + Scene.id("w"), Duration.ofSeconds(10));
  }

  @Test
  void shouldTellOfHeightsThatDoNotGoOn() {
    scene = Scene.without(Rule.CHAIN_STALLED);
    scene.published(Chain.PARA, 150);
    scene.worker("w", it -> it.setStage(WorkerStage.SYNCING));
    scene.after(Duration.ofMinutes(9));
    scene.published(Chain.PARA, 151);
    assertEquals(List.of(), scene.standing());
    stands("WorkerStuck", Scene.NOON, Duration.ofMinutes(1));
    assertEquals("w is stuck: its heights do not go on", first().text());

    scene.worker("w", it -> it.setStage(WorkerStage.SYNCING).setProgress(scene.progress(101)));
    ends("WorkerStuck/" + Scene.id("w"), KEEP);
  }

  @Test
  void shouldTellOfAStageThatIsNotLeftAndOfRequestsThatFailThoughTheWorkerAnswers() {
    scene.worker(
        "benchmark",
        it ->
            it.setStage(WorkerStage.BENCHMARKING)
                .setStageSince(Scene.time(scene.now()))
                .setStageReason("it has no score yet"));
    scene.fails("refuses", FailureKind.REFUSED, "bad justification");
    scene.worker(
        "alone",
        it ->
            it.setStage(WorkerStage.STARTING).setDriver("").setStageSince(Scene.time(scene.now())));
    scene.worker(
        "cooling",
        it -> it.setStage(WorkerStage.COOLING_DOWN).setStageSince(Scene.time(scene.now())));
    scene.worker(
        "asks",
        it ->
            it.setStage(WorkerStage.STARTING_COMPUTE)
                .setStageSince(Scene.time(scene.now()))
                .setWaitingForOperator("more stake"));
    scene.after(Duration.ofMinutes(9));
    assertEquals(
        List.of("WorkerWaitsForOperator/" + Scene.id("asks")), scene.standing(), "not for long");
    scene.after(Duration.ofMinutes(1));
    assertEquals(
        List.of(
            "alone is stuck: no syncer has taken it up",
            "benchmark is stuck: it stays at benchmarking: it has no score yet",
            "refuses is stuck: its requests fail: bad justification"),
        scene.board().standing().stream()
            .filter(alert -> alert.rule() == Rule.WORKER_STUCK)
            .map(Alert::text)
            .sorted()
            .toList());
  }

  @Test
  void shouldTellOfAWorkerThatLagsSinceTheLogHadTheBlockThatItLacks() {
    scene = Scene.without(Rule.CHAIN_STALLED);
    scene.worker("w");
    scene.worker("new", it -> it.setStage(WorkerStage.SYNCING).setProgress(scene.progress(1)));
    for (int number = 99; number <= 119; number++) {
      scene.published(Chain.PARA, number);
      scene.after(Duration.ofSeconds(12));
    }
    assertEquals(List.of(), scene.standing());
    Instant tooFar = scene.now();
    scene.published(Chain.PARA, 120);
    scene.after(Duration.ofMinutes(2));
    scene.published(Chain.PARA, 130);
    scene.worker("new", it -> it.setStage(WorkerStage.SYNCING).setProgress(scene.progress(2)));
    scene.after(Duration.ofSeconds(175));
    assertEquals(List.of(), scene.standing());
    stands("WorkerLagging", tooFar, A_BIT);
    assertEquals("w is more than 20 parachain blocks behind the log", first().text());

    scene.worker("w", it -> it.setProgress(scene.progress(131)));
    ends("WorkerLagging/" + Scene.id("w"), KEEP);
  }

  @Test
  void shouldTellWhatOnlyAPersonCanDo() {
    scene.event(
        "w",
        it ->
            it.setStageEntered(
                StageEntered.newBuilder()
                    .setStage(WorkerStage.AT_TIP)
                    .setWaitingForOperator("pool 1 has no operator")));
    scene.worker(
        "w", it -> it.setStage(WorkerStage.AT_TIP).setWaitingForOperator("pool 1 has no operator"));
    stands("WorkerWaitsForOperator", Scene.NOON, Duration.ofMinutes(1));
    assertEquals("w waits for you: pool 1 has no operator", first().text());

    scene.worker("w");
    ends("WorkerWaitsForOperator/" + Scene.id("w"), Duration.ofMinutes(2));
  }

  @Test
  void shouldTellOfACallThatWaitsForSomebodySinceItDoes() {
    scene.asksToStart("w", "r1");
    scene.worker(
        "w",
        it ->
            it.setStage(WorkerStage.STARTING_COMPUTE)
                .setCall(PendingCall.newBuilder().setKind(CallKind.CALL_START).setRequestId("r1")));
    scene.after(Duration.ofMinutes(1));
    Instant waits = scene.now();
    CallFailure cannotPay = CallFailure.newBuilder().setName("CannotPay").build();
    scene.journal(
        it ->
            it.setRequestsWait(RequestsWait.newBuilder().addRequestIds("r1").setReason(cannotPay)));
    stands("WorkerWaitsForOperator", waits, Duration.ofMinutes(1));
    assertEquals("start w with 1500 PHA does not go on: CannotPay", first().text());
    assertTrue(first().advice().contains("Send it some PHA"), first().advice());
  }

  @Test
  void shouldTellOfAnOperatorThatCanSoonPayNoMore() {
    scene.pool(1);
    scene.pool(7);
    scene.balance("5000000000000", false);
    scene.after(A_BIT);
    Instant low = scene.now();
    scene.balance("1900000000000", true);
    scene.after(A_BIT);
    scene.balance("1400000000000", true);
    scene.look();
    stands("OperatorBalanceLow", low, Duration.ZERO);
    assertTrue(first().text().endsWith(", operator of pools 1, 7, has 1.4 PHA left"));
    assertTrue(first().concerns(7) && !first().concerns(2));

    scene.balance("9000000000000", false);
    ends(first().id(), KEEP);
  }

  @Test
  void shouldTellOfACallThatHasFailedUntilAnotherSucceeds() {
    scene.worker("w");
    scene.asksToStart("w", "r1");
    scene.refused(
        "r1",
        CallFailure.newBuilder()
            .setKind(CallFailureKind.MODULE)
            .setPallet("PhalaStakePoolv2")
            .setName("InsufficientFreeStake")
            .build());
    stands("TransactionFailed", Scene.NOON, Duration.ofMinutes(1));
    assertEquals(
        "start w with 1500 PHA has failed: PhalaStakePoolv2.InsufficientFreeStake (request r1)",
        first().text());
    assertTrue(first().advice().contains("free stake"), first().advice());

    scene.asksToStart("w", "r2");
    scene.after(A_BIT);
    assertFalse(scene.standing().isEmpty());
    scene.succeeded("r2");
    ends(first().id(), KEEP);
  }

  @Test
  void shouldNotTellForEverOfACallThatHasFailedNorOfOneThatWasOnlyAskedAnew() {
    scene.worker("w");
    scene.asksToStart("w", "r1");
    scene.refused("r1", CallFailure.newBuilder().setName("BadOrigin").build());
    scene.after(Duration.ofMinutes(1));
    assertEquals(1, scene.standing().size());
    scene.after(Duration.ofMinutes(60));
    assertEquals(List.of(), scene.standing());

    scene.asksToStart("w", "r2");
    scene.refused(
        "r2", CallFailure.newBuilder().setKind(CallFailureKind.OPERATOR_REPLACED).build());
    scene.after(Duration.ofMinutes(2));
    assertEquals(List.of(), scene.standing());
  }

  @Test
  void shouldTellOfAChainThatStandsStill() {
    scene.published(Chain.RELAY, 10);
    scene.after(Duration.ofMinutes(2));
    Instant newest = scene.now();
    scene.published(Chain.RELAY, 11);
    scene.after(Duration.ofMinutes(2));
    // The fetcher tells how it stands also when nothing has changed.
    scene.published(Chain.RELAY, 11);
    assertEquals(List.of(), scene.standing());
    stands("ChainStalled", newest, Duration.ofMinutes(1));
    assertEquals("the log has no block of the relay chain after 11", first().text());

    scene.published(Chain.RELAY, 12);
    ends("ChainStalled/relay", KEEP);
  }

  @Test
  void shouldTellOfALostNodeWithoutTheSecretInItsAddress() {
    scene.published(
        Chain.PARA,
        5,
        scene.node(
            "wss://para.example/key-of-mine?token=t",
            false,
            "wss://para.example/key-of-mine?token=t: refused"),
        scene.node("ws://para:9944", true, ""));
    stands("NodeLost", Scene.NOON, Duration.ofMinutes(1));
    assertEquals(
        "node wss://para.example of the parachain is not used: wss://para.example: refused",
        first().text());
    assertFalse(first().toString().contains("key-of-mine"), first().toString());

    scene.published(Chain.PARA, 6, scene.node("ws://para:9944", true, ""));
    ends("NodeLost/para/wss://para.example", KEEP);
  }

  @Test
  void shouldTellThatNoNodeIsLeftInsteadOfEachThatIsLost() {
    scene.published(
        Chain.PARA,
        5,
        scene.node("ws://one:9944", false, "refused"),
        scene.node("ws://two:9944", true, ""));
    scene.after(Duration.ofMinutes(1));
    assertEquals(List.of("NodeLost/para/ws://one:9944"), scene.standing());
    scene.published(
        Chain.PARA,
        5,
        scene.node("ws://one:9944", false, "refused"),
        scene.node("ws://two:9944", false, "pruned"));
    scene.after(Duration.ofSeconds(30));
    assertEquals(List.of("NoNodeLeft/para"), scene.standing());
    assertEquals(
        "no node of the parachain is well: ws://one:9944: refused; ws://two:9944: pruned",
        first().text());
  }

  @Test
  void shouldTellOneThingOfOneWorker() {
    scene = Scene.without(Rule.CHAIN_STALLED);
    scene.published(Chain.PARA, 130);
    scene.worker("w");
    scene.after(Duration.ofMinutes(5));
    assertEquals(List.of("WorkerLagging/" + Scene.id("w")), scene.standing());
    scene.fails("w", FailureKind.UNREACHABLE, "connection refused");
    scene.after(Duration.ofMinutes(1));
    assertEquals(List.of("WorkerUnreachable/" + Scene.id("w")), scene.standing());
  }

  @Test
  void shouldLeaveADisabledWorkerAlone() {
    scene.worker("w", it -> it.setStage(WorkerStage.DISABLED).setFacts(UNRESPONSIVE));
    scene.published(Chain.PARA, 1_000);
    scene.after(Duration.ofMinutes(2));
    assertEquals(List.of(), scene.standing());
  }

  @Test
  void shouldTellWhatOnlyTheProcessKnows() {
    var host =
        new Situation.Host(
            Optional.of(new Situation.Disk("/data", 9, 100, Scene.NOON)),
            Optional.of(new Situation.Trouble("log", "no broker has answered", Scene.NOON)),
            List.of(new Situation.Trouble("webhook ops", "HTTP status 500", Scene.NOON)));
    assertEquals(
        List.of(
            "DiskFull/data: less than 10% of the disk of /data is free",
            "LogReadingStopped/log: the API does not read the log: no broker has answered",
            "NotificationFailing/webhook ops: webhook ops does not take alerts: HTTP status 500"),
        Symptoms.of(host, AlertSettings.USUAL).stream()
            .map(symptom -> symptom.id() + ": " + symptom.text())
            .toList());
    var well =
        new Situation.Host(
            Optional.of(new Situation.Disk("/data", 10, 100, Scene.NOON)),
            Optional.empty(),
            List.of());
    assertEquals(List.of(), Symptoms.of(well, AlertSettings.USUAL));
  }

  @Test
  void shouldLookAtTenThousandWorkersInNoTime() {
    scene.published(Chain.PARA, 200);
    for (int i = 0; i < 10_000; i++) {
      scene.fails("w-" + i, FailureKind.UNREACHABLE, "connection refused");
    }
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long begin = System.nanoTime();
      scene.after(Duration.ZERO);
      micros.add((System.nanoTime() - begin) / 1_000);
    }
    long median = micros.stream().sorted().skip(10).findFirst().orElseThrow();
    System.out.printf("10000 ill workers: %d us a look (median of 20)%n", median);
    assertTrue(median < 500_000, "a look took %d us".formatted(median));
  }

  /** It is told after {@code time}, since {@code since}, also by an API that was restarted. */
  private void stands(String rule, Instant since, Duration time) {
    scene.after(time);
    assertEquals(1, scene.standing().size(), () -> "stands: " + scene.board().standing());
    Alert before = first();
    assertEquals(rule, before.rule().title());
    assertEquals(since, before.since());
    scene.restart();
    scene.look();
    assertEquals(List.of(before), scene.board().standing());
  }

  private void ends(String id, Duration keep) {
    scene.look();
    assertEquals(List.of(id), scene.standing());
    List<Alert> ended = scene.after(keep).ended();
    assertEquals(List.of(), scene.standing());
    if (!ended.isEmpty()) {
      assertEquals(Optional.of(scene.now()), ended.getFirst().ended());
    }
  }

  private Alert first() {
    return scene.board().standing().getFirst();
  }
}
