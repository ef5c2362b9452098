package dev.runtimebridge.syncer.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.WorkerCreated;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.CallFailure;
import dev.runtimebridge.syncer.domain.CallKind;
import dev.runtimebridge.syncer.domain.CallResult;
import dev.runtimebridge.syncer.domain.ComputeTarget;
import dev.runtimebridge.syncer.domain.Errand;
import dev.runtimebridge.syncer.domain.Event;
import dev.runtimebridge.syncer.domain.Failure;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.Input;
import dev.runtimebridge.syncer.domain.MessageInFlight;
import dev.runtimebridge.syncer.domain.PoolConfig;
import dev.runtimebridge.syncer.domain.PoolEvent;
import dev.runtimebridge.syncer.domain.PoolOperator;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.domain.RejectionReason;
import dev.runtimebridge.syncer.domain.SealedSecret;
import dev.runtimebridge.syncer.domain.Stage;
import dev.runtimebridge.syncer.domain.WorkerCommand;
import dev.runtimebridge.syncer.domain.WorkerConfig;
import dev.runtimebridge.syncer.domain.WorkerEvent;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  private static final AggregateId WORKER = new AggregateId("worker/1");
  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000, 5);
  private static final Input CAUSE =
      new Input.Commanded("c1", AT, new WorkerCommand.DeleteWorker());
  private static final Bytes KEY = Bytes.fromHex("aa".repeat(32));
  private static final Heights HEIGHTS = new Heights(4_000_000_000L, 2, 3);
  private static final WorkerConfig CONFIG =
      new WorkerConfig("w", "http://here:1", 7, "1000", true, true, true);
  private static final CallFailure FAILURE =
      new CallFailure(CallFailure.Kind.MODULE, "PhalaMq", "BadSequence", "words");

  private static final List<Event> EVENTS =
      List.of(
          new PoolEvent.PoolCreated(new PoolConfig(7, "p", true)),
          new PoolEvent.PoolUpdated(new PoolConfig(7, "q", false)),
          new PoolEvent.PoolDeleted(),
          new PoolEvent.PoolOperatorSet(
              new PoolOperator(KEY, Optional.of(KEY), new SealedSecret("k", KEY, KEY))),
          new PoolEvent.PoolOperatorRemoved(),
          new WorkerEvent.WorkerCreated(CONFIG),
          new WorkerEvent.WorkerUpdated(CONFIG),
          new WorkerEvent.WorkerDeleted(),
          new WorkerEvent.WorkerStarted(),
          new WorkerEvent.WorkerStopped(),
          new WorkerEvent.WorkerRestarted(),
          new WorkerEvent.SessionBegan(3, "d"),
          new WorkerEvent.InitializationBegan(),
          new WorkerEvent.RuntimeInitialized("aa", "bb"),
          new WorkerEvent.StateLoadingBegan(9),
          new WorkerEvent.ChainStateLoaded(9),
          new WorkerEvent.SyncingBegan(HEIGHTS),
          new WorkerEvent.TipReached(4_000_000_000L, 9),
          new WorkerEvent.FellBehind(HEIGHTS, new Reach(8, 9, 0, 0)),
          new WorkerEvent.HeightsWentBack(HEIGHTS, Heights.NONE),
          new WorkerEvent.RetryScheduled(
              new Failure(Stage.SYNCING, FailureKind.BUSY, "busy", 4, AT)),
          new WorkerEvent.Recovered(),
          new WorkerEvent.FactsChanged(LifeCodecTest.FACTS),
          new WorkerEvent.TargetChanged(ComputeTarget.OUT_OF_POOL),
          new WorkerEvent.StageEntered(Stage.COOLING_DOWN, "why", "what"),
          new WorkerEvent.ErrandBegan(new Errand.FetchRegistration("e", true, Optional.of(KEY))),
          new WorkerEvent.ErrandBegan(new Errand.SignEndpoints("e", List.of("http://a"))),
          new WorkerEvent.ErrandBegan(new Errand.TakeCheckpoint("e")),
          new WorkerEvent.ErrandBegan(new Errand.KickWorker("e")),
          new WorkerEvent.ErrandEnded("e", "no", Optional.of(AT)),
          new WorkerEvent.CallRequested(CallKind.START, "r", Optional.empty()),
          new WorkerEvent.CallEnded(
              new CallResult("r", Optional.of(FAILURE)), CallKind.START, 9, Optional.of(AT), "you"),
          new WorkerEvent.MessageForwarded(
              new MessageInFlight("r", KEY, 5, Optional.of(KEY)), Optional.empty()),
          new WorkerEvent.MessageEnded(
              new MessageInFlight("r", KEY, 5, Optional.empty()),
              Optional.of(FAILURE),
              9,
              Optional.of(AT)),
          new Event.CommandRejected(RejectionReason.NOT_POSSIBLE_NOW, "later"));

  @Test
  void shouldReadEachEventAsItWasWritten() {
    for (Event event : EVENTS) {
      assertEquals(event, EventReader.read(EventCodec.write(WORKER, 1, CAUSE, event)));
    }
  }

  @Test
  void shouldKnowEveryEventOfTheLog() {
    Set<FieldDescriptor> told = new HashSet<>();
    for (Event event : EVENTS) {
      told.addAll(EventCodec.write(WORKER, 1, CAUSE, event).getAllFields().keySet());
    }
    for (FieldDescriptor field :
        WorkerEventRecord.getDescriptor().getOneofs().getFirst().getFields()) {
      assertTrue(told.contains(field), "no example of " + field.getName());
    }
  }

  @Test
  void shouldRefuseAnEventOfALaterVersion() {
    var unknown =
        WorkerEventRecord.newBuilder()
            .setAggregateId("worker/1")
            .setMeta(EventMeta.newBuilder().setSequence(8))
            .build();
    String message =
        assertThrows(UnreadableRecord.class, () -> EventReader.read(unknown)).getMessage();
    assertTrue(message.startsWith("event 8 of worker/1 is of a kind"), message);
  }

  @Test
  void shouldRefuseAWorkersEventInAPool() {
    var strange =
        WorkerEventRecord.newBuilder().setWorkerCreated(WorkerCreated.getDefaultInstance()).build();
    var pool = ReplayedAggregate.unseen("pool/7");
    assertThrows(UnreadableRecord.class, () -> pool.after(strange));
    assertThrows(UnreadableRecord.class, () -> ReplayedAggregate.unseen("nothing/7"));
  }
}
