package dev.runtimebridge.lifecycle.ctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.TransactionView;
import dev.runtimebridge.schemas.v1.WorkerProgress;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
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
  void shouldSayForHowManyCallsAFeeWasPaid() {
    var alone = TransactionView.newBuilder().setFeePha("0.5").setBatchSize(1);
    assertEquals("0.5", TransactionCommands.row(alone.build()).get(5));
    assertEquals("0.5 for 2 calls", TransactionCommands.row(alone.setBatchSize(2).build()).get(5));
    assertEquals("-", TransactionCommands.row(TransactionView.getDefaultInstance()).get(5));
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

  @Test
  void shouldTellOfAWorkerFromTheLogAloneInTheSameLines() {
    var state = WorkerState.newBuilder().setStage(WorkerStage.SYNCING).setRetry(FAILURE).build();
    var out = new ByteArrayOutputStream();
    new LogWords(new PrintStream(out, true, UTF_8))
        .worker(
            AggregateStateRecord.newBuilder()
                .setAggregateId("worker/w")
                .setSequence(3)
                .setWorker(state)
                .build(),
            NOW);
    List<String> told =
        out.toString(UTF_8).lines().map(line -> line.replaceAll("  .*", "").strip()).toList();
    assertEquals(
        List.of(
            "name",
            "id",
            "pool",
            "endpoint",
            "stake",
            "stage",
            "trouble",
            "is wanted",
            "session",
            "events"),
        told);
    var page = WorkerRows.page(WorkerView.newBuilder().setState(state).build(), NOW);
    assertEquals(told, page.stream().map(List::getFirst).filter(told::contains).toList());
  }

  private static String value(List<List<String>> page, String name) {
    return page.stream()
        .filter(line -> line.getFirst().equals(name))
        .map(List::getLast)
        .findFirst()
        .orElseThrow();
  }
}
