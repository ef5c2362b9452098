package dev.runtimebridge.lifecycle.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.HistoryEntry;
import dev.runtimebridge.schemas.v1.MessageForwarded;
import dev.runtimebridge.schemas.v1.RetryScheduled;
import dev.runtimebridge.schemas.v1.StageEntered;
import dev.runtimebridge.schemas.v1.TargetChanged;
import dev.runtimebridge.schemas.v1.TipReached;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord.CommandCase;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerUpdated;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why a worker is as it is, and what its history says of causes. */
class ExplanationTest {
  private static final String STOP = "11111111-1111-4111-8111-111111111111";
  private static final List<WorkerEventRecord> NEWEST_FIRST =
      List.of(
          event(7, 120, "x").setMessageForwarded(MessageForwarded.getDefaultInstance()).build(),
          event(6, 110, "o").setRetryScheduled(RetryScheduled.getDefaultInstance()).build(),
          event(5, 100, STOP)
              .setStageEntered(
                  StageEntered.newBuilder()
                      .setStage(WorkerStage.STOPPING)
                      .setReason("it is not to compute"))
              .build(),
          event(4, 100, STOP).setTargetChanged(TargetChanged.getDefaultInstance()).build(),
          event(3, 50, "t").setTipReached(TipReached.getDefaultInstance()).build(),
          event(2, 40, "c").setWorkerUpdated(WorkerUpdated.getDefaultInstance()).build(),
          event(1, 30, "c").setWorkerUpdated(WorkerUpdated.getDefaultInstance()).build());

  private final Histories histories =
      new Histories(
          Addresses.PHALA,
          id ->
              id.equals(STOP)
                  ? Optional.of(new Asked("operator", CommandCase.STOP_WORKER_COMPUTING))
                  : Optional.empty());

  @Test
  void shouldTellWhatLedToTheStageAndTheLastWishBefore() {
    List<WorkerEventRecord> because = Explanation.because(state().build(), NEWEST_FIRST);
    assertEquals(
        List.of(6L, 5L, 4L, 2L), because.stream().map(it -> it.getMeta().getSequence()).toList());
  }

  @Test
  void shouldSayWhichCommandOfWhomLedToAnEvent() {
    List<HistoryEntry> entries = histories.of(NEWEST_FIRST.subList(1, 5));
    assertEquals("a request that failed", entries.get(0).getCauseText());
    assertEquals("", entries.get(0).getIssuedBy());
    assertEquals(
        "the command stop-worker-computing of the role operator", entries.get(1).getCauseText());
    assertEquals("operator", entries.get(1).getIssuedBy());
    assertEquals("is now stopping: it is not to compute", entries.get(1).getText());
    assertEquals("stage_entered", entries.get(1).getKind());
    assertEquals("what its session saw of pRuntime", entries.get(3).getCauseText());
  }

  @Test
  void shouldSayStageReasonAndTroubleInOneBreath() {
    WorkerState.Builder state = state();
    state
        .getRetryBuilder()
        .setKind(FailureKind.UNREACHABLE)
        .setMessage("Connection refused")
        .setAttempt(2)
        .setRetryAt(Timestamp.newBuilder().setSeconds(130));
    WorkerView view = WorkerView.newBuilder().setState(state).build();
    assertEquals(
        "w is stopping since 1970-01-01 00:01:40 UTC: it is not to compute. Not reachable: Connection refused; failed 2 times, next try in 10 s.",
        Explanation.summary(view, Instant.ofEpochSecond(120)));
    assertTrue(
        Explanation.advice(view).contains("listens at http://w:8000"), Explanation.advice(view));
    assertEquals("", Explanation.advice(WorkerView.newBuilder().setState(state()).build()));
    assertEquals(
        "Do what it waits for: contribute to the pool.",
        Explanation.advice(
            WorkerView.newBuilder()
                .setState(state().setWaitingForOperator("contribute to the pool"))
                .build()));
  }

  private static WorkerState.Builder state() {
    WorkerState.Builder state =
        WorkerState.newBuilder()
            .setStage(WorkerStage.STOPPING)
            .setStageReason("it is not to compute")
            .setStageSince(Timestamp.newBuilder().setSeconds(100));
    state.getConfigBuilder().setName("w").setEndpoint("http://w:8000");
    return state;
  }

  private static WorkerEventRecord.Builder event(long sequence, long second, String cause) {
    return WorkerEventRecord.newBuilder()
        .setMeta(
            EventMeta.newBuilder()
                .setSequence(sequence)
                .setTime(Timestamp.newBuilder().setSeconds(second))
                .setCause(cause));
  }
}
