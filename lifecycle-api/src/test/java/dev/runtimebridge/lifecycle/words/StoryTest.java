package dev.runtimebridge.lifecycle.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.schemas.v1.CallEnded;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallKind;
import dev.runtimebridge.schemas.v1.CallRequested;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.ComputeTarget;
import dev.runtimebridge.schemas.v1.Errand;
import dev.runtimebridge.schemas.v1.ErrandBegan;
import dev.runtimebridge.schemas.v1.ErrandFailure;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.FactsChanged;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.FellBehind;
import dev.runtimebridge.schemas.v1.FetchRegistration;
import dev.runtimebridge.schemas.v1.MessagePause;
import dev.runtimebridge.schemas.v1.PendingCall;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolCreated;
import dev.runtimebridge.schemas.v1.PoolDeleted;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.PoolOperatorRemoved;
import dev.runtimebridge.schemas.v1.PoolOperatorSet;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.RetryScheduled;
import dev.runtimebridge.schemas.v1.SessionBegan;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.StageEntered;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.TargetChanged;
import dev.runtimebridge.schemas.v1.TipReached;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Ss58;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000);
  private static final RequestFailed FAILURE =
      RequestFailed.newBuilder()
          .setStage(WorkerStage.SYNCING)
          .setKind(FailureKind.UNREACHABLE)
          .setMessage("Connection refused")
          .setAttempt(3)
          .setRetryAt(Timestamp.newBuilder().setSeconds(1_012))
          .build();

  private static final Story STORY = new Story(Addresses.PHALA);
  private static final AccountId ALICE = account(1);
  private static final AccountId BOB = account(2);

  @Test
  void shouldHaveWordsOfItsOwnForEachEvent() {
    var events =
        WorkerEventRecord.getDescriptor().getOneofs().getFirst().getFields().stream()
            .map(field -> event(1).setField(field, empty(field)).build())
            .toList();
    var texts = happened(events);
    assertTrue(events.size() > 30, events::toString);
    assertFalse(texts.contains(Story.UNKNOWN), texts::toString);
    assertEquals(events.size(), Set.copyOf(texts).size(), texts::toString);
    assertEquals(List.of(Story.UNKNOWN), happened(List.of(event(1).build())));
  }

  @Test
  void shouldTellWhatHappenedToAPool() {
    var config = PoolConfig.newBuilder().setPid(7).setName("north");
    var operator = PoolOperator.newBuilder().setAccount(bytes(ALICE));
    var newestFirst =
        List.of(
            event(5).setPoolDeleted(PoolDeleted.getDefaultInstance()),
            event(4).setPoolOperatorRemoved(PoolOperatorRemoved.getDefaultInstance()),
            event(3)
                .setPoolOperatorSet(
                    PoolOperatorSet.newBuilder()
                        .setOperator(operator.clone().setProxied(bytes(BOB)))),
            event(2).setPoolOperatorSet(PoolOperatorSet.newBuilder().setOperator(operator)),
            event(1).setPoolCreated(PoolCreated.newBuilder().setConfig(config)));
    String alice = Ss58.encode(ALICE, Ss58.PHALA);
    assertEquals(
        List.of(
            "created: pool 7, north",
            "operator set: %s signs".formatted(alice),
            "operator set: %s signs as proxy of %s".formatted(alice, Ss58.encode(BOB, Ss58.PHALA)),
            "operator removed: nobody signs for the pool",
            "pool deleted"),
        happened(newestFirst.stream().map(WorkerEventRecord.Builder::build).toList()));
    assertEquals(
        "command c",
        STORY
            .of(List.of(event(1).setPoolDeleted(PoolDeleted.getDefaultInstance()).build()))
            .getFirst()
            .getLast());
  }

  @Test
  void shouldWriteAccountsAsTheNetworkDoes() {
    var facts = WorkerFacts.newBuilder();
    facts.getRegistrationBuilder().setOperator(bytes(ALICE)).setInitialScore(90);
    facts.getSessionBuilder().setSession(bytes(BOB)).setState(SessionState.SESSION_WORKER_IDLE);
    var errand = Errand.newBuilder();
    errand.getFetchRegistrationBuilder().setOperator(bytes(ALICE));
    var events =
        List.of(
            event(2).setErrandBegan(ErrandBegan.newBuilder().setErrand(errand)).build(),
            event(1).setFactsChanged(FactsChanged.newBuilder().setFacts(facts)).build());
    assertEquals(
        List.of(
            "the chain says: registered for %s, score 90, in no pool, session %s computes, staked 0 PHA"
                .formatted(Ss58.encode(ALICE, 0), Ss58.encode(BOB, 0)),
            "pRuntime is to fetch what the registration needs for " + Ss58.encode(ALICE, 0)),
        new Story(new Addresses(0)).of(events).stream().map(row -> row.get(2)).toList());
  }

  @Test
  void shouldSayWhyAWorkerStandsStillAndWhetherItIsTriedAgain() {
    var retryAt = Timestamp.newBuilder().setSeconds(1_012);
    var errand = Errand.newBuilder().setFetchRegistration(FetchRegistration.getDefaultInstance());
    var failure = ErrandFailure.newBuilder().setErrand(errand).setMessage("no collateral");
    assertEquals("", Trouble.of(WorkerView.getDefaultInstance(), NOW));
    assertEquals(
        "pRuntime did not fetch what the registration needs: no collateral; next try in 12 s",
        trouble(WorkerState.newBuilder().setErrandFailure(failure.clone().setRetryAt(retryAt))));
    assertEquals(
        "pRuntime did not fetch what the registration needs: no collateral; it is being asked again",
        trouble(WorkerState.newBuilder().setErrandFailure(failure).setErrand(errand)));
    assertEquals(
        "pRuntime did not fetch what the registration needs: no collateral; waits for you to ask again",
        trouble(WorkerState.newBuilder().setErrandFailure(failure)));
    assertEquals(
        "for you: contribute; next try in 12 s",
        trouble(
            WorkerState.newBuilder()
                .setWaitingForOperator("contribute")
                .setCall(PendingCall.newBuilder().setRetryAt(retryAt))));
    assertEquals(
        "BadOrigin; next try in 12 s",
        trouble(
            WorkerState.newBuilder()
                .setLastFailure(CallFailure.newBuilder().setName("BadOrigin"))
                .setMessagePause(MessagePause.newBuilder().setUntil(retryAt))));
    assertEquals(
        "start of computing: CannotPay: send it PHA",
        Trouble.of(
            WorkerView.newBuilder()
                .setState(
                    WorkerState.newBuilder()
                        .setCall(PendingCall.newBuilder().setKind(CallKind.CALL_START)))
                .setCallWaitsFor(
                    CallFailure.newBuilder().setName("CannotPay").setMessage("send it PHA"))
                .build(),
            NOW));
  }

  @Test
  void shouldTellEventsInTheirOrderAndInWords() {
    var newestFirst =
        List.of(
            event(4)
                .setFellBehind(
                    FellBehind.newBuilder()
                        .setHeights(
                            SyncHeights.newBuilder().setNextRelayHeader(21).setNextParaBlock(11))
                        .setPublishedRelay(40)
                        .setPublishedPara(25))
                .build(),
            event(3)
                .setTipReached(TipReached.newBuilder().setRelayNumber(20).setParaNumber(10))
                .build(),
            event(2).setRetryScheduled(RetryScheduled.newBuilder().setFailure(FAILURE)).build(),
            event(1).setSessionBegan(SessionBegan.newBuilder().setEpoch(7).setDriver("a")).build());
    assertEquals(
        List.of(
            "session 7 began, driven by a",
            "failed while syncing: not reachable: Connection refused; try 3, again at "
                + Words.time(FAILURE.getRetryAt()),
            "reached the tip at relay 20, para 10",
            "fell behind at relay 20, para 10; the log has relay 40, para 25"),
        STORY.of(newestFirst).stream().map(row -> row.get(2)).toList());
    assertEquals("observation c", STORY.of(newestFirst).getFirst().getLast());
  }

  @Test
  void shouldTellTheLifeOnTheChain() {
    var newestFirst =
        List.of(
            event(5).setTargetChanged(TargetChanged.newBuilder().setTarget(ComputeTarget.IDLE)),
            event(4)
                .setCallEnded(
                    CallEnded.newBuilder()
                        .setKind(CallKind.CALL_START)
                        .setWaitingForOperator("contribute to the pool")
                        .setResult(
                            CallResult.newBuilder()
                                .setFailure(
                                    CallFailure.newBuilder()
                                        .setPallet("PhalaStakePoolv2")
                                        .setName("InsufficientFreeStake")))),
            event(3)
                .setCallRequested(
                    CallRequested.newBuilder().setKind(CallKind.CALL_START).setRequestId("r")),
            event(2)
                .setStageEntered(
                    StageEntered.newBuilder()
                        .setStage(WorkerStage.STARTING_COMPUTE)
                        .setReason("it has a score")),
            event(1)
                .setFactsChanged(
                    FactsChanged.newBuilder()
                        .setFacts(WorkerFacts.newBuilder().setAssignedPid(7))));
    assertEquals(
        List.of(
            "the chain says: not registered, in pool 7, no session, staked 0 PHA",
            "is now starting-compute: it has a score",
            "start of computing is on its way to the chain, request r",
            "start of computing failed: PhalaStakePoolv2.InsufficientFreeStake; waits for you: contribute to the pool",
            "is to stay in its pool without computing"),
        STORY.of(newestFirst.stream().map(WorkerEventRecord.Builder::build).toList()).stream()
            .map(row -> row.get(2))
            .toList());
  }

  @Test
  void shouldSayWhyAndWhenAWorkerIsTriedAgain() {
    assertEquals(
        "not reachable: Connection refused; failed 3 times, next try in 12 s",
        Words.retry(FAILURE, NOW));
    assertEquals(
        "not reachable: Connection refused; failed 3 times, next try due now",
        Words.retry(FAILURE, NOW.plusSeconds(12)));
  }

  private static List<String> happened(List<WorkerEventRecord> newestFirst) {
    return STORY.of(newestFirst).stream().map(row -> row.get(2)).toList();
  }

  private static Message empty(Descriptors.FieldDescriptor field) {
    return WorkerEventRecord.newBuilder().newBuilderForField(field).build();
  }

  private static String trouble(WorkerState.Builder state) {
    return Trouble.of(WorkerView.newBuilder().setState(state).build(), NOW);
  }

  private static AccountId account(int filled) {
    byte[] bytes = new byte[AccountId.SIZE];
    Arrays.fill(bytes, (byte) filled);
    return AccountId.of(bytes);
  }

  private static ByteString bytes(AccountId account) {
    return ByteString.copyFrom(account.toByteArray());
  }

  private static WorkerEventRecord.Builder event(long sequence) {
    return WorkerEventRecord.newBuilder()
        .setMeta(EventMeta.newBuilder().setSequence(sequence).setCause("c"));
  }
}
