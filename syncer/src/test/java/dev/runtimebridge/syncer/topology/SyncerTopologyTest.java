package dev.runtimebridge.syncer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.CallKind;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.CreatePool;
import dev.runtimebridge.schemas.v1.CreateWorker;
import dev.runtimebridge.schemas.v1.DeleteWorker;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.RejectionReason;
import dev.runtimebridge.schemas.v1.RequestRefused;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.UpdateWorker;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord.EventCase;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.AggregateRules;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.Input.Observed;
import dev.runtimebridge.syncer.domain.LifePolicy;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.domain.TipPolicy;
import dev.runtimebridge.syncer.port.SessionControl;
import dev.runtimebridge.syncer.port.WantedSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncerTopologyTest {
  private static final String WORKER = "worker/00000000-0000-0000-0000-000000000001";
  private static final TopicCatalogue TOPICS = TopicCatalogue.of("test", 1);
  private static final Heights AT_TIP = new Heights(101, 50, 50);
  private static final Duration RECONCILE = Duration.ofMillis(300);

  @TempDir Path folder;
  private final NotedSessions sessions = new NotedSessions();
  private TopologyTestDriver driver;
  private TestInputTopic<String, WorkerCommandRecord> commands;
  private TestInputTopic<String, WorkerObservationRecord> observations;
  private TestOutputTopic<String, WorkerEventRecord> events;
  private TestOutputTopic<String, AggregateStateRecord> states;
  private TestOutputTopic<String, TransactionRequestRecord> requests;
  private TestInputTopic<String, TransactionEventRecord> journal;

  /** What a partition asked for. */
  private static final class NotedSessions implements SessionControl {
    final List<WantedSession> wanted = new ArrayList<>();
    boolean released;

    @Override
    public void reconcile(int partition, Collection<WantedSession> now) {
      wanted.clear();
      wanted.addAll(now);
    }

    @Override
    public void release(int partition) {
      released = true;
    }
  }

  @BeforeEach
  void open() {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    driver = new TopologyTestDriver(topology(), settings);
    commands = input(TOPICS.workerCommands());
    observations = input(TOPICS.workerObservations());
    events = output(TOPICS.workerEvents());
    states = output(TOPICS.workerState());
    requests = output(TOPICS.txRequests());
    journal = input(TOPICS.txEvents());
  }

  @AfterEach
  void close() {
    if (!sessions.released) {
      driver.close();
    }
  }

  @Test
  void shouldKeepItsNames() throws IOException {
    try (var kept = SyncerTopologyTest.class.getResourceAsStream("/topology.txt")) {
      assertEquals(
          new String(kept.readAllBytes(), UTF_8).strip(), topology().describe().toString().strip());
    }
  }

  @Test
  void shouldAnswerACommandWithItsEventAndTheState() {
    send(create("c1"));

    WorkerEventRecord event = events.readValue();
    assertEquals(EventCase.WORKER_CREATED, event.getEventCase());
    assertEquals("c1", event.getMeta().getCause());
    assertEquals(1, event.getMeta().getSequence());
    AggregateStateRecord state = states.readValue();
    assertEquals("c1", state.getCause());
    assertEquals(WorkerStage.STARTING, state.getWorker().getStage());
  }

  @Test
  void shouldActOnceOnACommandThatComesTwice() {
    send(create("c1"));
    send(create("c1"));

    assertEquals(1, events.readValuesToList().size());
  }

  @Test
  void shouldSayWhyACommandIsRefused() {
    send(create("c1"));
    send(create("c2"));

    var refusal = events.readValuesToList().getLast().getCommandRejected();
    assertEquals(RejectionReason.ALREADY_EXISTS, refusal.getReason());
    assertTrue(refusal.getMessage().contains("\"w\""), refusal::getMessage);
    assertEquals(2, states.readValuesToList().getLast().getSequence());
  }

  @Test
  void shouldCountOnWhenAWorkerIsCreatedAgain() {
    send(create("c1"));
    send(command("c2").setDeleteWorker(DeleteWorker.getDefaultInstance()));
    send(create("c3"));

    assertEquals(3, events.readValuesToList().getLast().getMeta().getSequence());
    assertEquals(WorkerStage.STARTING, states.readValuesToList().getLast().getWorker().getStage());
  }

  @Test
  void shouldKeepPoolsBesideWorkers() {
    var config = PoolConfig.newBuilder().setPid(7).setName("seven");
    commands.pipeInput(
        "pool/7", command("c1").setCreatePool(CreatePool.newBuilder().setConfig(config)).build());

    assertEquals(7, states.readValue().getPool().getConfig().getPid());
  }

  @Test
  void shouldShowHeightsWithoutAnEvent() {
    send(create("c1"));
    observe(2, new Observation.SessionOpened());
    observe(2, new Observation.RuntimeSeen(facts(new Heights(5, 2, 2))));

    assertEquals(2, events.readValuesToList().size());
    var progress = states.readValuesToList().getLast().getWorker().getProgress();
    assertEquals(5, progress.getFacts().getHeights().getNextRelayHeader());
  }

  @Test
  void shouldWriteNothingForALateSession() {
    send(create("c1"));
    observe(2, new Observation.SessionOpened());
    events.readValuesToList();
    states.readValuesToList();

    observe(1, new Observation.RuntimeSeen(facts(new Heights(5, 2, 2))));

    assertTrue(events.isEmpty());
    assertTrue(states.isEmpty());
  }

  @Test
  void shouldHandDrivenWorkersToTheSessions() {
    send(create("c1"));

    driver.advanceWallClockTime(RECONCILE);

    assertEquals(1, sessions.wanted.size());
    WantedSession wanted = sessions.wanted.getFirst();
    assertEquals(new AggregateId(WORKER), wanted.worker());
    assertEquals("http://127.0.0.1:1", wanted.endpoint());
    assertEquals(1, wanted.epoch());
    assertEquals("", wanted.driver());
  }

  @Test
  void shouldAskForATransactionTogetherWithItsEvent() {
    send(create("c1"));
    observe(2, new Observation.SessionOpened());
    observe(2, new Observation.HeightsSeen(AT_TIP, "", new Reach(100, 49, 100, 49)));
    observe(2, new Observation.FactsSeen(LifeCodecTest.FACTS));

    var requested = events.readValuesToList().getLast();
    assertEquals(CallKind.CALL_START, requested.getCallRequested().getKind());
    var request = requests.readKeyValue();
    assertEquals("01".repeat(32), request.key);
    assertEquals(requested.getCallRequested().getRequestId(), request.value.getId());
    assertEquals(requested.getMeta().getId(), request.value.getCause());
    assertEquals(WORKER, request.value.getAggregateId());
    assertEquals("7", request.value.getCall().getStartComputing().getStake());
    assertTrue(states.readValuesToList().getLast().getWorker().hasCall());
  }

  @Test
  void shouldTellTheWorkerWhatBecameOfItsTransaction() {
    shouldAskForATransactionTogetherWithItsEvent();
    String id = lastRequest();
    var failure =
        CallFailure.newBuilder()
            .setKind(CallFailureKind.MODULE)
            .setPallet("PhalaStakePoolv2")
            .setName("UnauthorizedPoolOwner");
    var result =
        CallResult.newBuilder().setRequestId(id).setAggregateId(WORKER).setFailure(failure);
    var other = CallResult.newBuilder().setRequestId("r9").setAggregateId("pool/7");
    journal.pipeInput(
        "01".repeat(32),
        TransactionEventRecord.newBuilder()
            .setId("t1")
            .setFinalized(
                TransactionFinalized.newBuilder()
                    .setBlockNumber(70)
                    .addResults(other)
                    .addResults(result))
            .build());

    var ended = events.readValuesToList().getFirst().getCallEnded();
    assertEquals(70, ended.getBlockNumber());
    assertEquals("UnauthorizedPoolOwner", ended.getResult().getFailure().getName());
    var state = states.readValuesToList().getLast().getWorker();
    assertTrue(state.getWaitingForOperator().contains("UnauthorizedPoolOwner"));
    assertTrue(state.getCall().hasRetryAt());
  }

  @Test
  void shouldTellOfARequestThatWasRefused() {
    shouldAskForATransactionTogetherWithItsEvent();
    var failure = CallFailure.newBuilder().setKind(CallFailureKind.NO_KEY);
    var result =
        CallResult.newBuilder()
            .setRequestId(lastRequest())
            .setAggregateId(WORKER)
            .setFailure(failure);
    journal.pipeInput(
        "01".repeat(32),
        TransactionEventRecord.newBuilder()
            .setId("t1")
            .setRequestRefused(RequestRefused.newBuilder().setResult(result))
            .build());

    assertEquals(EventCase.CALL_ENDED, events.readValuesToList().getFirst().getEventCase());
  }

  private String lastRequest() {
    send(command("c8").setUpdateWorker(UpdateWorker.newBuilder().setConfig(config())));
    String id = states.readValuesToList().getLast().getWorker().getCall().getRequestId();
    events.readValuesToList();
    return id;
  }

  @Test
  void shouldReleaseItsSessionsAtTheEnd() {
    driver.close();

    assertTrue(sessions.released);
  }

  @Test
  void shouldStopAtARecordThatSaysNothingAndTellWhereItIs() {
    Throwable stopped = assertThrows(RuntimeException.class, () -> send(command("c9")));

    while (!(stopped instanceof UnreadableRecord) && stopped.getCause() != null) {
      stopped = stopped.getCause();
    }
    String message = String.valueOf(stopped.getMessage());
    assertTrue(message.contains("topic test.worker.commands, partition 0, offset 0"), message);
  }

  private Topology topology() {
    var rules = new AggregateRules(new TipPolicy(4, 2, 20, 10), LifePolicy.USUAL);
    return SyncerTopology.build(TOPICS, rules, sessions, RECONCILE);
  }

  private static WorkerCommandRecord.Builder create(String id) {
    return command(id).setCreateWorker(CreateWorker.newBuilder().setConfig(config()));
  }

  private static WorkerConfig.Builder config() {
    return WorkerConfig.newBuilder()
        .setName("w")
        .setEndpoint("http://127.0.0.1:1")
        .setPid(1)
        .setStake("7")
        .setEnabled(true);
  }

  private static WorkerCommandRecord.Builder command(String id) {
    return WorkerCommandRecord.newBuilder().setId(id).setAggregateId(WORKER);
  }

  private void send(WorkerCommandRecord.Builder command) {
    commands.pipeInput(WORKER, command.build());
  }

  private void observe(long epoch, Observation observation) {
    var observed = new Observed("o", Instant.EPOCH, epoch, "d", observation);
    observations.pipeInput(WORKER, ObservationCodec.write(new AggregateId(WORKER), observed));
  }

  private static RuntimeFacts facts(Heights heights) {
    return new RuntimeFacts(
        true, false, "aa", "bb", heights, "cc", false, false, "2.2.0", "", 1, 2, false, 0,
        List.of(), 0, false);
  }

  private <V extends MessageLite> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(
        topic.name(), topic.key().serializer(), topic.value().serializer());
  }

  private <V extends MessageLite> TestOutputTopic<String, V> output(Topic<V> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.key().deserializer(), topic.value().deserializer());
  }
}
