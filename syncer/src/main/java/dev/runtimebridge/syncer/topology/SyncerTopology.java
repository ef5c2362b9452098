package dev.runtimebridge.syncer.topology;

import com.google.protobuf.Message;
import dev.runtimebridge.schemas.topic.ProtobufSerde;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.StoredAggregate;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.syncer.domain.AggregateRules;
import dev.runtimebridge.syncer.port.SessionControl;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How records flow: commands and observations, partitioned alike, come together in one processor
 * that decides; events, states and requests for transactions go out. The journal of transactions,
 * which is keyed otherwise, has a part of its own: what became of a call goes round through the
 * observations to the worker that asked for it.
 */
public final class SyncerTopology {
  /** Store of all aggregates; its changelog has this name too, so it is for ever. */
  public static final String WORKER_STATES = "worker-states";

  /** Where events go. */
  public static final String EVENTS_SINK = "worker-events";

  /** Where states go. */
  public static final String STATE_SINK = "worker-state";

  /** Where requests for transactions go. */
  public static final String REQUESTS_SINK = "tx-requests";

  private static final String COMMANDS_SOURCE = "worker-commands";
  private static final String OBSERVATIONS_SOURCE = "worker-observations";
  private static final String DECIDE = "decide";
  private static final String JOURNAL_SOURCE = "tx-events";
  private static final String OUTCOMES = "outcomes";
  private static final String OUTCOMES_SINK = "call-outcomes";

  private SyncerTopology() {}

  /** Name of the application on the cluster: of its consumer group and of its own topics. */
  public static String applicationId(String prefix) {
    return prefix + ".syncer";
  }

  /** Name of the changelog of the store {@link #WORKER_STATES}. */
  public static String changelog(String prefix) {
    return applicationId(prefix) + "-" + WORKER_STATES + "-changelog";
  }

  /**
   * The topology.
   *
   * @param topics where records come from and go to
   * @param rules what comes of an input
   * @param sessions who drives the workers
   * @param reconcileEvery how often {@code sessions} hears what the states ask for
   */
  public static Topology build(
      TopicCatalogue topics,
      AggregateRules rules,
      SessionControl sessions,
      Duration reconcileEvery) {
    var topology = new Topology();
    addSource(topology, COMMANDS_SOURCE, topics.workerCommands());
    addSource(topology, OBSERVATIONS_SOURCE, topics.workerObservations());
    topology.addProcessor(
        DECIDE, decider(rules, sessions, reconcileEvery), COMMANDS_SOURCE, OBSERVATIONS_SOURCE);
    topology.addStateStore(workerStates(), DECIDE);
    addSink(topology, EVENTS_SINK, topics.workerEvents(), DECIDE);
    addSink(topology, STATE_SINK, topics.workerState(), DECIDE);
    addSink(topology, REQUESTS_SINK, topics.txRequests(), DECIDE);
    addSource(topology, JOURNAL_SOURCE, topics.txEvents());
    topology.addProcessor(OUTCOMES, outcomes(), JOURNAL_SOURCE);
    addSink(topology, OUTCOMES_SINK, topics.workerObservations(), OUTCOMES);
    return topology;
  }

  /** What stands between commands, observations and all that comes of them. */
  public static ProcessorSupplier<String, Message, String, Message> decider(
      AggregateRules rules, SessionControl sessions, Duration reconcileEvery) {
    return () -> new DecideProcessor(rules, sessions, reconcileEvery);
  }

  /** What stands between the journal of transactions and the observations of workers. */
  public static ProcessorSupplier<String, TransactionEventRecord, String, WorkerObservationRecord>
      outcomes() {
    return OutcomeProcessor::new;
  }

  private static StoreBuilder<KeyValueStore<String, StoredAggregate>> workerStates() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(WORKER_STATES),
            Serdes.String(),
            ProtobufSerde.of(StoredAggregate.getDefaultInstance()))
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }

  private static <V extends Message> void addSource(Topology to, String name, Topic<V> topic) {
    to.addSource(
        AutoOffsetReset.earliest(),
        name,
        topic.key().deserializer(),
        topic.value().deserializer(),
        topic.name());
  }

  private static <V extends Message> void addSink(
      Topology to, String name, Topic<V> topic, String parent) {
    to.addSink(name, topic.name(), topic.key().serializer(), topic.value().serializer(), parent);
  }
}
