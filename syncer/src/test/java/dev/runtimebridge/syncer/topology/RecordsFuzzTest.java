package dev.runtimebridge.syncer.topology;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.fuzzing.Parts;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.CreateWorker;
import dev.runtimebridge.schemas.v1.FactsSeen;
import dev.runtimebridge.schemas.v1.HeightsSeen;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RegisteredWorker;
import dev.runtimebridge.schemas.v1.RestartWorker;
import dev.runtimebridge.schemas.v1.RuntimeSeen;
import dev.runtimebridge.schemas.v1.Session;
import dev.runtimebridge.schemas.v1.SessionOpened;
import dev.runtimebridge.schemas.v1.SessionStake;
import dev.runtimebridge.schemas.v1.StoredAggregate;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.Aggregate;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.AggregateRules;
import dev.runtimebridge.syncer.domain.LifePolicy;
import dev.runtimebridge.syncer.domain.TipPolicy;
import dev.runtimebridge.syncer.facts.FactsTable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of the log, whoever wrote them. */
class RecordsFuzzTest extends FuzzTests {
  private static final TopicCatalogue TOPICS = TopicCatalogue.of("fuzz", 1);
  private static final InputCheck CHECK = new InputCheck(TOPICS);
  private static final AggregateRules RULES =
      new AggregateRules(new TipPolicy(4, 2, 20, 10), LifePolicy.USUAL);
  private static final AggregateId WORKER = new AggregateId("worker/1");
  private static final Bytes KEY = Bytes.of(new byte[32]);

  /**
   * Whether it is a command and a key, then the record, then the state that it meets: what the
   * check lets pass is decided, and the state that comes of it can be read back.
   */
  @MethodSource("inputs")
  @Fuzz
  void input(byte[] input) {
    List<byte[]> parts = Parts.split(input, 4);
    boolean command = parts.get(0).length == 0;
    String topic = (command ? TOPICS.workerCommands() : TOPICS.workerObservations()).name();
    onlyDeclared(
        input,
        () -> {
          var raw = new ConsumerRecord<>(topic, 0, 9, parts.get(1), parts.get(2));
          if (CHECK.fault(raw).isPresent()) {
            return;
          }
          AddressedInput addressed =
              AddressedInput.read(
                  new String(parts.get(1), UTF_8),
                  command
                      ? WorkerCommandRecord.parseFrom(parts.get(2))
                      : WorkerObservationRecord.parseFrom(parts.get(2)));
          decide(addressed, Aggregate.unseen(addressed.id()));
          if (!addressed.id().isPool()) {
            decide(addressed, StateCodec.read(StoredAggregate.parseFrom(parts.get(3))));
          }
        },
        InvalidProtocolBufferException.class,
        UnreadableRecord.class);
  }

  private static void decide(AddressedInput addressed, Aggregate now) {
    AggregateRules.Outcome outcome;
    try {
      outcome = RULES.apply(addressed.id(), now, addressed.input());
    } catch (RuntimeException e) {
      throw new AssertionError("what could be read cannot be decided: " + addressed, e);
    }
    long sequence = 0;
    for (var event : outcome.events()) {
      var _ = EventCodec.write(addressed.id(), ++sequence, addressed.input(), event);
    }
    StoredAggregate stored = StateCodec.write(addressed.id(), outcome.after(), addressed.input());
    assertEquals(
        stored, StateCodec.write(addressed.id(), StateCodec.read(stored), addressed.input()));
  }

  @MethodSource("facts")
  @Fuzz
  void factsOfTheChain(byte[] input) {
    onlyDeclared(
        input,
        () -> {
          var table = new FactsTable();
          for (byte[] part : Parts.split(input, 4)) {
            table.apply(ParaStateRecord.parseFrom(part));
            table.apply(AggregateStateRecord.parseFrom(part));
          }
          table.complete();
          var _ = table.of(KEY, 1).map(facts -> ChainFactsCodec.read(ChainFactsCodec.write(facts)));
        },
        InvalidProtocolBufferException.class,
        UnreadableRecord.class);
  }

  static Stream<byte[]> inputs() {
    var create =
        WorkerCommandRecord.newBuilder()
            .setId("c1")
            .setCreateWorker(
                CreateWorker.newBuilder()
                    .setConfig(
                        WorkerConfig.newBuilder()
                            .setName("w")
                            .setEndpoint("http://here:1")
                            .setPid(1)
                            .setStake("5")
                            .setEnabled(true)))
            .build();
    var restart = create.toBuilder().setRestartWorker(RestartWorker.getDefaultInstance()).build();
    return Stream.of(
        command(create),
        command(restart),
        observation(opened()),
        observation(seen()),
        observation(heights()),
        observation(learnt()));
  }

  private static byte[] command(MessageLite record) {
    return Parts.join(new byte[0], WORKER.value().getBytes(UTF_8), record.toByteArray(), state());
  }

  private static byte[] observation(MessageLite record) {
    return Parts.join(new byte[1], WORKER.value().getBytes(UTF_8), record.toByteArray(), state());
  }

  private static byte[] state() {
    return StoredAggregate.newBuilder()
        .setState(
            AggregateStateRecord.newBuilder()
                .setAggregateId(WORKER.value())
                .setSequence(3)
                .setWorker(
                    WorkerState.newBuilder()
                        .setConfig(WorkerConfig.newBuilder().setName("w").setEnabled(true))
                        .setStage(WorkerStage.SYNCING)
                        .setEpoch(1)
                        .setDriver("d")))
        .build()
        .toByteArray();
  }

  private static WorkerObservationRecord.Builder observed() {
    return WorkerObservationRecord.newBuilder().setId("o1").setEpoch(1).setDriver("d");
  }

  private static MessageLite opened() {
    return observed().setEpoch(2).setSessionOpened(SessionOpened.getDefaultInstance()).build();
  }

  private static MessageLite seen() {
    return observed().setRuntimeSeen(RuntimeSeen.getDefaultInstance()).build();
  }

  private static MessageLite heights() {
    return observed()
        .setHeightsSeen(
            HeightsSeen.newBuilder()
                .setHeights(
                    SyncHeights.newBuilder()
                        .setNextRelayHeader(9)
                        .setNextParaHeader(5)
                        .setNextParaBlock(5))
                .setPublishedRelay(8)
                .setPublishedPara(4)
                .setFinalizedRelay(8)
                .setFinalizedPara(4))
        .build();
  }

  private static MessageLite learnt() {
    return observed().setFactsSeen(FactsSeen.getDefaultInstance()).build();
  }

  static Stream<byte[]> facts() {
    var key = ByteString.copyFrom(new byte[32]);
    var value = ByteString.copyFrom(new byte[1]);
    var worker =
        ParaStateRecord.newBuilder()
            .setValue(value)
            .setWorker(RegisteredWorker.newBuilder().setPublicKey(key).setInitialScore(60));
    var session =
        ParaStateRecord.newBuilder()
            .setValue(value)
            .setSession(Session.newBuilder().setSession(key).setTotalReward("17"));
    var stake =
        ParaStateRecord.newBuilder()
            .setValue(value)
            .setStake(SessionStake.newBuilder().setSession(key).setAmount("1000000000000"));
    var clock = ParaStateRecord.newBuilder();
    clock.getClockBuilder().setBlockNumber(7).setTimeMs(1_700_000_000_000L);
    return Stream.of(
        Parts.join(
            worker.build().toByteArray(),
            session.build().toByteArray(),
            stake.build().toByteArray(),
            clock.build().toByteArray()));
  }
}
