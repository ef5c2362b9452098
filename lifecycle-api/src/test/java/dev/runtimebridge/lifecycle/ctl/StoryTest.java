package dev.runtimebridge.lifecycle.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.CallEnded;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallKind;
import dev.runtimebridge.schemas.v1.CallRequested;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.ComputeTarget;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.FactsChanged;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.FellBehind;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.RetryScheduled;
import dev.runtimebridge.schemas.v1.SessionBegan;
import dev.runtimebridge.schemas.v1.StageEntered;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.TargetChanged;
import dev.runtimebridge.schemas.v1.TipReached;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import dev.runtimebridge.schemas.v1.WorkerProgress;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Instant;
import java.util.List;
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
        Story.of(newestFirst).stream().map(row -> row.get(2)).toList());
    assertEquals("observation c", Story.of(newestFirst).getFirst().getLast());
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
            "asked the chain for the start of computing, request r",
            "start of computing failed: PhalaStakePoolv2.InsufficientFreeStake; waits for you: contribute to the pool",
            "is to stay in its pool without computing"),
        Story.of(newestFirst.stream().map(WorkerEventRecord.Builder::build).toList()).stream()
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

  @Test
  void shouldShowAllOfAWorkerThatWasSeen() {
    WorkerView.Builder worker = WorkerView.newBuilder().setRelayBehind(5).setStakePha("2");
    WorkerState.Builder state = worker.getStateBuilder();
    state.setStage(WorkerStage.AT_TIP).setEpoch(2).setDriver("syncer-1").setRetry(FAILURE);
    WorkerProgress.Builder progress =
        state.getProgressBuilder().setSeen(Timestamp.newBuilder().setSeconds(990));
    progress.getFactsBuilder().getHeightsBuilder().setNextRelayHeader(16).setNextParaBlock(8);
    var page = WorkerRows.page(worker.build(), NOW);
    assertEquals("15, 5 behind the log", value(page, "relay chain"));
    assertEquals("7, nothing behind", value(page, "para blocks"));
    assertEquals("number 2, driven by syncer-1", value(page, "session"));
    assertEquals("version -, git -, seen 10 s ago", value(page, "pRuntime"));
    assertEquals(Words.retry(FAILURE, NOW), value(page, "trouble"));
  }

  private static String value(List<List<String>> page, String name) {
    return page.stream()
        .filter(line -> line.getFirst().equals(name))
        .map(List::getLast)
        .findFirst()
        .orElseThrow();
  }

  private static WorkerEventRecord.Builder event(long sequence) {
    return WorkerEventRecord.newBuilder()
        .setMeta(EventMeta.newBuilder().setSequence(sequence).setCause("c"));
  }
}
