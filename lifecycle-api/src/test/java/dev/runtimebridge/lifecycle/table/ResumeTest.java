package dev.runtimebridge.lifecycle.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A watcher that comes back is told what it has missed, by whichever instance it asks. */
class ResumeTest {
  private final Tables tables = new Tables(10);

  @Test
  void shouldTellOnlyWhatHasChangedSinceTheToken() {
    apply(tables, "a", 0, 5, WorkerStage.STARTING);
    apply(tables, "b", 1, 7, WorkerStage.STARTING);
    String token = tables.watched().watch(change -> {}).position().token();
    assertEquals(List.of(), missed(tables, token));
    apply(tables, "b", 1, 8, WorkerStage.SYNCING);
    apply(tables, "c", 0, 6, WorkerStage.STARTING);
    assertEquals(List.of("b SYNCING", "c STARTING"), missed(tables, token));
  }

  @Test
  void shouldTellARemovedWorkerAsRemoved() {
    apply(tables, "a", 0, 5, WorkerStage.STARTING);
    apply(tables, "b", 0, 6, WorkerStage.STARTING);
    String token = tables.watched().watch(change -> {}).position().token();
    apply(tables, "a", 0, 7, WorkerStage.REMOVED);
    tables.erase(WorkerId.ofName("b").aggregateId(), new Place(0, 8));
    assertEquals(List.of("a REMOVED", "b REMOVED"), missed(tables, token));
    apply(tables, "a", 0, 9, WorkerStage.STARTING);
    assertEquals(List.of("a STARTING", "b REMOVED"), missed(tables, token));
  }

  @Test
  void shouldTellTheSameFromAnotherInstanceThatReadWhatWasCompacted() {
    apply(tables, "a", 0, 1, WorkerStage.STARTING);
    apply(tables, "b", 1, 1, WorkerStage.STARTING);
    String token = tables.watched().watch(change -> {}).position().token();
    var restarted = new Tables(10);
    apply(restarted, "b", 1, 1, WorkerStage.STARTING);
    apply(restarted, "a", 0, 4, WorkerStage.REMOVED);
    assertEquals(List.of("a REMOVED"), missed(restarted, token));
  }

  @Test
  void shouldRefuseATokenFromBeforeTheRemovalsThatAreKnown() {
    apply(tables, "first", 0, 0, WorkerStage.STARTING);
    String old = tables.watched().watch(change -> {}).position().token();
    apply(tables, "gone", 0, 1, WorkerStage.REMOVED);
    String young = tables.watched().watch(change -> {}).position().token();
    for (int i = 0; i < RecentWorkers.KEPT; i++) {
      apply(tables, "gone-" + i, 0, 2 + i, WorkerStage.REMOVED);
    }
    assertEquals(RecentWorkers.KEPT, missed(tables, young).size());
    assertEquals(Refusal.Reason.RESUME_TOKEN_TOO_OLD, refused(resume(tables, old)).reason());
  }

  @Test
  void shouldRefuseATokenOfALogThatIsAheadOrAnother() {
    apply(tables, "a", 0, 5, WorkerStage.STARTING);
    var behind = new Tables(10);
    apply(behind, "a", 0, 4, WorkerStage.STARTING);
    String token = tables.watched().watch(change -> {}).position().token();
    assertEquals(Refusal.Reason.RESUME_TOKEN_TOO_OLD, refused(resume(behind, token)).reason());
  }

  @Test
  void shouldRefuseWhatIsNoToken() {
    for (String text : List.of("x", "%%%", "AAAA", "AQ==AQ", "A".repeat(200_000))) {
      assertEquals(Refusal.Reason.INVALID_VALUE, refused(resume(tables, text)).reason(), text);
    }
  }

  @Test
  void shouldGiveATokenWithEachChangeFromWhichNothingIsMissed() {
    var changes = new ArrayList<WorkerChange>();
    tables.watched().watch(changes::add);
    apply(tables, "a", 2, 5, WorkerStage.STARTING);
    apply(tables, "b", 0, 9, WorkerStage.STARTING);
    assertEquals(List.of("b STARTING"), missed(tables, changes.getFirst().position().token()));
    assertEquals(List.of(), missed(tables, changes.getLast().position().token()));
  }

  private static List<String> missed(Tables tables, String token) {
    return switch (resume(tables, token)) {
      case Checked.Valid<WatchedWorkers.Watch>(WatchedWorkers.Watch watch) -> {
        watch.end().run();
        yield watch.workers().stream()
            .map(ResumeTest::text)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .toList();
      }
      case Checked.Refused<WatchedWorkers.Watch>(Refusal refusal) ->
          throw new AssertionError(refusal.sentence());
    };
  }

  private static Checked<WatchedWorkers.Watch> resume(Tables tables, String token) {
    return LogPosition.parse(token).then(since -> tables.watched().watch(since, change -> {}));
  }

  private static Refusal refused(Checked<WatchedWorkers.Watch> result) {
    assertTrue(result instanceof Checked.Refused, "the token was taken");
    return ((Checked.Refused<WatchedWorkers.Watch>) result).refusal();
  }

  private static String text(Worker worker) {
    return worker.name() + " " + worker.state().getStage();
  }

  private static void apply(
      Tables tables, String name, int partition, long offset, WorkerStage stage) {
    tables.apply(
        AggregateStateRecord.newBuilder()
            .setAggregateId(WorkerId.ofName(name).aggregateId())
            .setWorker(
                WorkerState.newBuilder()
                    .setStage(stage)
                    .setConfig(WorkerConfig.newBuilder().setName(name).setPid(1)))
            .build(),
        new Place(partition, offset));
  }
}
