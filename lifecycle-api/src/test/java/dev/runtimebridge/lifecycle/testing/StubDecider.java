package dev.runtimebridge.lifecycle.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.CommandRejected;
import dev.runtimebridge.schemas.v1.ComputeTarget;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.Errand;
import dev.runtimebridge.schemas.v1.ErrandBegan;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.FetchRegistration;
import dev.runtimebridge.schemas.v1.PoolCreated;
import dev.runtimebridge.schemas.v1.PoolDeleted;
import dev.runtimebridge.schemas.v1.PoolOperatorRemoved;
import dev.runtimebridge.schemas.v1.PoolOperatorSet;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.PoolUpdated;
import dev.runtimebridge.schemas.v1.RejectionReason;
import dev.runtimebridge.schemas.v1.SealingKey;
import dev.runtimebridge.schemas.v1.SignEndpoints;
import dev.runtimebridge.schemas.v1.TargetChanged;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerCreated;
import dev.runtimebridge.schemas.v1.WorkerDeleted;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerRestarted;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerStarted;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerStopped;
import dev.runtimebridge.schemas.v1.WorkerUpdated;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides every command at once: takes it, unless what it would create is there already. */
public final class StubDecider implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StubDecider.class);

  private final TopicCatalogue topics;
  private final KafkaConsumer<String, WorkerCommandRecord> commands;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicLong keys = new AtomicLong();
  private final Map<String, AggregateStateRecord> states = new ConcurrentHashMap<>();
  private final Thread thread = Thread.ofPlatform().name("stub-decider").unstarted(this::run);

  /** Begins to decide what comes into the topics of this cluster. */
  public StubDecider(String bootstrapServers, TopicCatalogue topics) {
    this.topics = topics;
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest", "linger.ms", 0);
    commands =
        new KafkaConsumer<>(
            config, new StringDeserializer(), topics.workerCommands().value().deserializer());
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    commands.assign(
        IntStream.range(0, topics.workerCommands().partitions())
            .mapToObj(partition -> new TopicPartition(topics.workerCommands().name(), partition))
            .toList());
    commands.seekToBeginning(List.of());
    thread.start();
  }

  /** Publishes a chain's tip, as the fetcher does. */
  public void publish(ChainTip tip) {
    send(topics.chainTip(), tip.getChain().name(), tip);
  }

  /** Publishes a state, as the syncer does when it has seen new heights. */
  public void publish(AggregateStateRecord state) {
    send(topics.workerState(), state.getAggregateId(), state);
  }

  /** Publishes for whom secrets are sealed, as the submitter does that has this key. */
  public void publish(SealingKeyPair submitter) {
    SealingKey key =
        SealingKey.newBuilder()
            .setKeyId(submitter.keyId())
            .setPublicKey(ByteString.copyFrom(submitter.publicKey().toByteArray()))
            .setTime(Timestamp.newBuilder().setSeconds(keys.incrementAndGet()))
            .build();
    send(topics.sealingKeys(), key.getKeyId(), key);
  }

  /** Publishes a call that is to be sent, as the syncer does. */
  public void publish(TransactionRequestRecord request) {
    send(topics.txRequests(), "operator", request);
  }

  /** Publishes what became of calls, as the submitter does. */
  public void publish(TransactionEventRecord event) {
    send(topics.txEvents(), "operator", event);
  }

  /** Publishes what happened in a round, as the dispatcher does. */
  public void publish(DispatchEventRecord event) {
    send(topics.dispatchEvents(), Long.toString(event.getRound()), event);
  }

  /** Publishes what a worker or pool has earned, as the dispatcher does. */
  public void publish(DispatchBalance balance) {
    send(topics.dispatchBalances(), balance.getAggregateId(), balance);
  }

  /** The state that was published last of a pool or worker of which commands came. */
  public AggregateStateRecord state(String aggregateId) {
    return states.getOrDefault(aggregateId, AggregateStateRecord.getDefaultInstance());
  }

  @Override
  public void close() {
    commands.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }

  private void run() {
    try (commands) {
      while (true) {
        commands.poll(Duration.ofSeconds(1)).forEach(record -> decide(record.value()));
      }
    } catch (WakeupException e) {
      LOG.debug("Stub decider closed", e);
    }
  }

  private void decide(WorkerCommandRecord command) {
    String id = command.getAggregateId();
    AggregateStateRecord now = states.getOrDefault(id, AggregateStateRecord.getDefaultInstance());
    long sequence = now.getSequence() + 1;
    var event =
        WorkerEventRecord.newBuilder()
            .setAggregateId(id)
            .setMeta(
                EventMeta.newBuilder()
                    .setId(UUID.randomUUID().toString())
                    .setTime(command.getTime())
                    .setCause(command.getId())
                    .setSequence(sequence));
    var next =
        now.toBuilder()
            .setAggregateId(id)
            .setSequence(sequence)
            .setCause(command.getId())
            .setTime(command.getTime());
    if (command.hasCreateWorker() && exists(now)) {
      event.setCommandRejected(
          CommandRejected.newBuilder()
              .setReason(RejectionReason.ALREADY_EXISTS)
              .setMessage("decided elsewhere: this worker exists"));
    } else {
      evolve(command, event, next);
    }
    states.put(id, next.build());
    send(topics.workerEvents(), id, event.build());
    publish(next.build());
  }

  private static boolean exists(AggregateStateRecord state) {
    return state.hasWorker() && state.getWorker().getStage() != WorkerStage.REMOVED;
  }

  private static void evolve(
      WorkerCommandRecord command,
      WorkerEventRecord.Builder event,
      AggregateStateRecord.Builder next) {
    var errand = Errand.newBuilder().setId(command.getId());
    switch (command.getCommandCase()) {
      case CREATE_POOL -> {
        event.setPoolCreated(
            PoolCreated.newBuilder().setConfig(command.getCreatePool().getConfig()));
        next.setPool(PoolState.newBuilder().setConfig(command.getCreatePool().getConfig()));
      }
      case UPDATE_POOL -> {
        event.setPoolUpdated(
            PoolUpdated.newBuilder().setConfig(command.getUpdatePool().getConfig()));
        next.getPoolBuilder().setConfig(command.getUpdatePool().getConfig());
      }
      case DELETE_POOL -> {
        event.setPoolDeleted(PoolDeleted.getDefaultInstance());
        next.getPoolBuilder().setDeleted(true);
      }
      case CREATE_WORKER -> {
        var config = command.getCreateWorker().getConfig();
        event.setWorkerCreated(WorkerCreated.newBuilder().setConfig(config));
        next.setWorker(
            WorkerState.newBuilder()
                .setConfig(config)
                .setStage(config.getEnabled() ? WorkerStage.STARTING : WorkerStage.DISABLED));
      }
      case UPDATE_WORKER -> {
        var config = command.getUpdateWorker().getConfig();
        event.setWorkerUpdated(WorkerUpdated.newBuilder().setConfig(config));
        next.getWorkerBuilder().setConfig(config);
      }
      case DELETE_WORKER -> {
        event.setWorkerDeleted(WorkerDeleted.getDefaultInstance());
        next.getWorkerBuilder().setStage(WorkerStage.REMOVED);
      }
      case START_WORKER -> {
        event.setWorkerStarted(WorkerStarted.getDefaultInstance());
        next.getWorkerBuilder().setStage(WorkerStage.STARTING).getConfigBuilder().setEnabled(true);
      }
      case STOP_WORKER -> {
        event.setWorkerStopped(WorkerStopped.getDefaultInstance());
        next.getWorkerBuilder().setStage(WorkerStage.DISABLED).getConfigBuilder().setEnabled(false);
      }
      case RESTART_WORKER -> {
        event.setWorkerRestarted(WorkerRestarted.getDefaultInstance());
        next.getWorkerBuilder().setStage(WorkerStage.STARTING);
      }
      case SET_POOL_OPERATOR -> {
        var operator = command.getSetPoolOperator().getOperator();
        event.setPoolOperatorSet(PoolOperatorSet.newBuilder().setOperator(operator));
        next.getPoolBuilder().setOperator(operator);
      }
      case REMOVE_POOL_OPERATOR -> {
        event.setPoolOperatorRemoved(PoolOperatorRemoved.getDefaultInstance());
        next.getPoolBuilder().clearOperator();
      }
      case START_WORKER_COMPUTING -> aim(ComputeTarget.COMPUTE, event, next);
      case STOP_WORKER_COMPUTING -> aim(ComputeTarget.IDLE, event, next);
      case LEAVE_POOL -> aim(ComputeTarget.OUT_OF_POOL, event, next);
      case FORCE_REGISTER ->
          begin(errand.setFetchRegistration(FetchRegistration.getDefaultInstance()), event, next);
      case UPDATE_ENDPOINTS ->
          begin(
              errand.setSignEndpoints(
                  SignEndpoints.newBuilder()
                      .addAllEndpoints(command.getUpdateEndpoints().getEndpointsList())),
              event,
              next);
      case TAKE_CHECKPOINT ->
          begin(errand.setTakeCheckpoint(command.getTakeCheckpoint()), event, next);
      case KICK_WORKER -> begin(errand.setKick(command.getKickWorker()), event, next);
      case COMMAND_NOT_SET -> throw new IllegalStateException("a command without content");
    }
  }

  private static void aim(
      ComputeTarget target, WorkerEventRecord.Builder event, AggregateStateRecord.Builder next) {
    event.setTargetChanged(TargetChanged.newBuilder().setTarget(target));
    next.getWorkerBuilder().setTarget(target);
  }

  private static void begin(
      Errand.Builder errand, WorkerEventRecord.Builder event, AggregateStateRecord.Builder next) {
    event.setErrandBegan(ErrandBegan.newBuilder().setErrand(errand));
    next.getWorkerBuilder().setErrand(errand);
  }

  private <V extends MessageLite> void send(Topic<V> topic, String key, V value) {
    Future<?> _ = producer.send(new ProducerRecord<>(topic.name(), key, value.toByteArray()));
  }
}
