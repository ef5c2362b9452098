package dev.runtimebridge.lifecycle.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.domain.Change;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.CommandKey;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.ChangeOptions;
import dev.runtimebridge.schemas.v1.CommandRejected;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.RejectionReason;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerDeleted;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Repeated commands have the answer that they had. */
class EarlierCommandsTest {
  private static final String WORKER = WorkerId.ofName("w").aggregateId();
  private final Tables tables = new Tables(10);
  private final Map<Place, WorkerEventRecord> log = new HashMap<>();
  private final EarlierCommands earlier =
      new EarlierCommands(tables, places -> Checked.valid(places.stream().map(log::get).toList()));

  @Test
  void shouldAnswerWithThePresentStateWhateverCameAfter() {
    worker(1, WorkerStage.STARTING);
    event(WORKER, key("k", "create"), 1, it -> {});
    worker(2, WorkerStage.SYNCING);
    AggregateStateRecord state = valid(earlier.to(key("k", "create")));
    assertEquals(WORKER, state.getAggregateId());
    assertEquals(2, state.getSequence());
    assertEquals(WorkerStage.SYNCING, state.getWorker().getStage());
  }

  @Test
  void shouldAnswerADeletionAfterTheWorkerHasGone() {
    worker(1, WorkerStage.STARTING);
    worker(2, WorkerStage.REMOVED);
    event(WORKER, key("k", "delete"), 2, it -> it.setWorkerDeleted(WorkerDeleted.newBuilder()));
    AggregateStateRecord state = valid(earlier.to(key("k", "delete")));
    assertEquals(WorkerStage.REMOVED, state.getWorker().getStage());
    assertEquals("w", state.getWorker().getConfig().getName());
  }

  @Test
  void shouldAnswerForAPoolThatWasDeletedSince() {
    for (boolean deleted : new boolean[] {false, true}) {
      tables.apply(
          AggregateStateRecord.newBuilder()
              .setAggregateId("pool/7")
              .setSequence(1)
              .setPool(
                  PoolState.newBuilder()
                      .setDeleted(deleted)
                      .setConfig(PoolConfig.newBuilder().setPid(7).setName("seven")))
              .build());
    }
    event("pool/7", key("k", "pool"), 1, it -> {});
    assertEquals("seven", valid(earlier.to(key("k", "pool"))).getPool().getConfig().getName());
  }

  @Test
  void shouldRepeatARefusal() {
    event(
        WORKER,
        key("k", "kick"),
        1,
        it ->
            it.setCommandRejected(
                CommandRejected.newBuilder()
                    .setReason(RejectionReason.NOT_ENABLED)
                    .setMessage("it is stopped")));
    assertEquals(
        new Refusal(Refusal.Reason.NOT_ENABLED, "it is stopped"),
        refusal(earlier.to(key("k", "kick"))));
  }

  @Test
  void shouldRefuseTheKeyForAnotherRequest() {
    event(WORKER, key("k", "one"), 1, it -> {});
    assertEquals(
        Refusal.Reason.IDEMPOTENCY_KEY_REUSED, refusal(earlier.to(key("k", "two"))).reason());
    assertEquals(Optional.empty(), earlier.to(key("l", "one")));
  }

  @Test
  void shouldRememberOnlyTheNewestAndOnlyTheFirstEventOfEach() {
    event(WORKER, key("first", "a"), 1, it -> {});
    for (int i = 0; i < CommandIndex.KEPT; i++) {
      CommandKey key = key("k" + i, "a");
      event(WORKER, key, 2 + 2L * i, it -> {});
      tables.apply(
          WorkerEventRecord.newBuilder()
              .setAggregateId(WORKER)
              .setMeta(EventMeta.newBuilder().setCause(key.id()).setSequence(3 + 2L * i))
              .build(),
          new Place(0, 3 + 2L * i));
    }
    assertEquals(Optional.empty(), earlier.to(key("first", "a")));
    assertEquals(new Place(0, 2), tables.commands().find(key("k0", "a")).orElseThrow().place());
  }

  private void worker(long sequence, WorkerStage stage) {
    tables.apply(
        AggregateStateRecord.newBuilder()
            .setAggregateId(WORKER)
            .setSequence(sequence)
            .setWorker(
                WorkerState.newBuilder()
                    .setStage(stage)
                    .setConfig(WorkerConfig.newBuilder().setName("w").setPid(1)))
            .build());
  }

  private void event(
      String aggregateId,
      CommandKey key,
      long sequence,
      java.util.function.Consumer<WorkerEventRecord.Builder> content) {
    var event =
        WorkerEventRecord.newBuilder()
            .setAggregateId(aggregateId)
            .setMeta(EventMeta.newBuilder().setCause(key.id()).setSequence(sequence));
    content.accept(event);
    var place = new Place(0, sequence);
    log.put(place, event.build());
    tables.apply(event.build(), place);
  }

  private static CommandKey key(String key, String request) {
    var options = ChangeOptions.newBuilder().setIdempotencyKey(key).build();
    Checked<Change> change = Change.of("operator", options, request.getBytes(UTF_8));
    return ((Checked.Valid<Change>) change).value().key().orElseThrow();
  }

  private static AggregateStateRecord valid(Optional<Checked<AggregateStateRecord>> answer) {
    assertTrue(answer.orElseThrow() instanceof Checked.Valid, answer::toString);
    return ((Checked.Valid<AggregateStateRecord>) answer.orElseThrow()).value();
  }

  private static Refusal refusal(Optional<Checked<AggregateStateRecord>> answer) {
    assertTrue(answer.orElseThrow() instanceof Checked.Refused, answer::toString);
    return ((Checked.Refused<AggregateStateRecord>) answer.orElseThrow()).refusal();
  }
}
