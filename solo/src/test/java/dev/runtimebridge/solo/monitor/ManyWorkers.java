package dev.runtimebridge.solo.monitor;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import dev.runtimebridge.schemas.v1.WorkerProgress;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Workers that are only records: written as the syncer writes states, driven by nobody. */
final class ManyWorkers implements AutoCloseable {
  private static final WorkerStage[] STAGES = {
    WorkerStage.COMPUTING,
    WorkerStage.COMPUTING,
    WorkerStage.COMPUTING,
    WorkerStage.SYNCING,
    WorkerStage.AT_TIP,
    WorkerStage.UNRESPONSIVE,
    WorkerStage.COOLING_DOWN
  };
  private static final long PHA = 1_000_000_000_000L;
  private static final int LENGTH = 32;

  private final String topic;
  private final KafkaProducer<String, byte[]> producer;

  ManyWorkers(String bootstrapServers, int partitions) {
    topic = TopicCatalogue.of("bridge", partitions).workerState().name();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  static String name(int index) {
    return "many-%05d".formatted(index);
  }

  void write(int count) {
    for (int i = 0; i < count; i++) {
      write(i, STAGES[i % STAGES.length], 1);
    }
    producer.flush();
  }

  /** The state of one of them, at once. */
  void write(int index, WorkerStage stage, long sequence) {
    UUID id = UUID.nameUUIDFromBytes(name(index).getBytes(StandardCharsets.UTF_8));
    var state =
        AggregateStateRecord.newBuilder()
            .setAggregateId("worker/" + id)
            .setSequence(sequence)
            .setCause(UUID.randomUUID().toString())
            .setTime(now())
            .setWorker(state(index, stage))
            .build();
    var _ = producer.send(new ProducerRecord<>(topic, state.getAggregateId(), state.toByteArray()));
  }

  private static WorkerState state(int index, WorkerStage stage) {
    var state =
        WorkerState.newBuilder()
            .setStage(stage)
            .setStageSince(now())
            .setEpoch(1)
            .setDriver("nobody")
            .setStageReason("a record of the test");
    state
        .getConfigBuilder()
        .setName(name(index))
        .setEndpoint("http://10.%d.%d.9:8000".formatted(index / 250, index % 250))
        .setPid(1 + index % 2)
        .setStake(Long.toString((1_000 + index % 500) * PHA))
        .setEnabled(true);
    describe(state.getProgressBuilder(), index);
    describe(state.getFactsBuilder(), index);
    if (stage == WorkerStage.COMPUTING) {
      compute(state.getFactsBuilder(), index);
    }
    if (stage == WorkerStage.UNRESPONSIVE) {
      state
          .getRetryBuilder()
          .setKind(FailureKind.UNREACHABLE)
          .setMessage("connection refused")
          .setAttempt(3)
          .setRetryAt(now());
    }
    return state.build();
  }

  /** As much as a session tells of a real worker. */
  private static void describe(WorkerProgress.Builder progress, int index) {
    progress.setSeen(now()).setPublishedRelay(10).setPublishedPara(10);
    progress
        .getFactsBuilder()
        .setInitialized(true)
        .setRegistered(true)
        .setPublicKey(HexFormat.of().formatHex(bytes(index)))
        .setGenesisBlockHash("ab".repeat(LENGTH))
        .setStateRoot("cd".repeat(LENGTH))
        .setVersion("2.0.2")
        .setGitRevision("0123456789abcdef")
        .setMemoryUsedBytes(600_000_000L + index)
        .setMemoryPeakBytes(700_000_000L)
        .addAttestationMethods("epid")
        .addAttestationMethods("dcap")
        .setScore(1_850)
        .getHeightsBuilder()
        .setNextRelayHeader(10)
        .setNextParaHeader(10)
        .setNextParaBlock(10);
  }

  /** As much as the chain tells of a real worker and of its pool. */
  private static void describe(WorkerFacts.Builder facts, int index) {
    facts
        .setBlockNumber(10)
        .setBlockTimeMs(1_650_000_858_000L)
        .setPublicKey(account(index))
        .setAssignedPid(1 + index % 2)
        .setNextSequence(2)
        .setCoolDownSeconds(60);
    facts
        .getRegistrationBuilder()
        .setPublicKey(account(index))
        .setRuntimeVersion(131_584)
        .setLastUpdated(1_650_000_438)
        .setOperator(account(1))
        .setConfidenceLevel(2)
        .setInitialScore(1_850);
    facts
        .getPoolBuilder()
        .setKnown(true)
        .setPid(1 + index % 2)
        .setOperator(account(1))
        .setProxied(account(2))
        .setFreeStake(Long.toString(1_000_000 * PHA))
        .getOnChainBuilder()
        .setPid(1 + index % 2)
        .setOwner(account(2))
        .setWorkerCount(5_000)
        .setPoolAccount(account(3));
  }

  private static void compute(WorkerFacts.Builder facts, int index) {
    facts
        .setSessionAccount(account(index))
        .setStaked(Long.toString(1_500 * PHA))
        .getSessionBuilder()
        .setSession(account(index))
        .setState(SessionState.SESSION_WORKER_IDLE)
        .setVBits(ByteString.copyFrom(new byte[16]))
        .setVeBits(ByteString.copyFrom(new byte[16]))
        .setVUpdatedAt(1_650_000_642)
        .setPInit(1_850)
        .setPInstant(1_800)
        .setIterations(38_880)
        .setTotalReward(Long.toString(12 * PHA));
  }

  private static ByteString account(int index) {
    return ByteString.copyFrom(bytes(index));
  }

  private static byte[] bytes(int index) {
    return ByteBuffer.allocate(LENGTH).putInt(LENGTH - Integer.BYTES, index).array();
  }

  private static Timestamp now() {
    Instant now = Instant.now();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
  }

  @Override
  public void close() {
    producer.close();
  }
}
