package dev.runtimebridge.dispatcher.topology;

import com.google.protobuf.Message;
import dev.runtimebridge.dispatch.domain.RoundRules;
import dev.runtimebridge.dispatcher.port.TaskControl;
import dev.runtimebridge.schemas.topic.ProtobufSerde;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchWorker;
import dev.runtimebridge.schemas.v1.StoredDispatchRound;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How rounds come about. Workers' states, which lie in many partitions, are cut down to who is
 * online and put into one; with the chain's state and the workers' reports they meet in one
 * processor, which decides on rounds. It runs exactly once: what it read, what it knows and what it
 * wrote are one transaction.
 */
public final class DispatchTopology {
  /** Workers as they were told of last. */
  public static final String TOLD_WORKERS = "told-workers";

  /** Who could be drawn. */
  public static final String CANDIDATES = "candidates";

  /** What the chain says of scores, sessions and stakes. */
  public static final String CHAIN_FACTS = "chain-facts";

  /** Rounds that are not over. */
  public static final String ROUNDS = "rounds";

  /** Which round has to be looked at, at which block. */
  public static final String DUE = "due";

  /** What workers and pools have earned. */
  public static final String BALANCES = "balances";

  static final String WORKERS_SINK = "dispatch-workers-sink";
  static final String EVENTS_SINK = "dispatch-events";
  static final String BALANCES_SINK = "dispatch-balances";

  private static final String STATE_SOURCE = "worker-state";
  private static final String CUT_DOWN = "cut-down";
  private static final String WORKERS_SOURCE = "dispatch-workers";
  private static final String CHAIN_SOURCE = "chain-para-state";
  private static final String REPORTS_SOURCE = "dispatch-reports";
  private static final String DECIDE = "decide";

  private DispatchTopology() {}

  /** Name of the application on the cluster. */
  public static String applicationId(String prefix) {
    return prefix + ".dispatch";
  }

  /** Name of the changelog of the store {@link #BALANCES}. */
  public static String balancesChangelog(String prefix) {
    return applicationId(prefix) + "-" + BALANCES + "-changelog";
  }

  /**
   * The topology, with its stores in RocksDB.
   *
   * @param topics where records come from and go to
   * @param rules how rounds go
   * @param tasks has workers compute
   * @param reconcileEvery how often {@code tasks} hears which are open
   */
  public static Topology build(
      TopicCatalogue topics, RoundRules rules, TaskControl tasks, Duration reconcileEvery) {
    return build(topics, rules, tasks, reconcileEvery, Stores::persistentKeyValueStore);
  }

  /** The topology, with stores by their names. */
  static Topology build(
      TopicCatalogue topics,
      RoundRules rules,
      TaskControl tasks,
      Duration reconcileEvery,
      Function<String, KeyValueBytesStoreSupplier> kept) {
    var topology = new Topology();
    addSource(topology, STATE_SOURCE, topics.workerState());
    topology.addProcessor(CUT_DOWN, OnlineProcessor::new, STATE_SOURCE);
    topology.addStateStore(
        store(kept.apply(TOLD_WORKERS), ProtobufSerde.of(DispatchWorker.getDefaultInstance())),
        CUT_DOWN);
    addSink(topology, WORKERS_SINK, topics.dispatchWorkers(), CUT_DOWN);

    addSource(topology, CHAIN_SOURCE, topics.paraState());
    addSource(topology, WORKERS_SOURCE, topics.dispatchWorkers());
    addSource(topology, REPORTS_SOURCE, topics.dispatchReports());
    topology.addProcessor(
        DECIDE,
        () -> new RoundProcessor(rules, tasks, reconcileEvery),
        CHAIN_SOURCE,
        WORKERS_SOURCE,
        REPORTS_SOURCE);
    topology.addStateStore(
        store(kept.apply(CANDIDATES), ProtobufSerde.of(DispatchWorker.getDefaultInstance())),
        DECIDE);
    topology.addStateStore(store(kept.apply(CHAIN_FACTS), Serdes.String()), DECIDE);
    topology.addStateStore(
        store(kept.apply(ROUNDS), ProtobufSerde.of(StoredDispatchRound.getDefaultInstance())),
        DECIDE);
    topology.addStateStore(store(kept.apply(DUE), Serdes.Long()), DECIDE);
    topology.addStateStore(
        store(kept.apply(BALANCES), ProtobufSerde.of(DispatchBalance.getDefaultInstance())),
        DECIDE);
    addSink(topology, EVENTS_SINK, topics.dispatchEvents(), DECIDE);
    addSink(topology, BALANCES_SINK, topics.dispatchBalances(), DECIDE);
    return topology;
  }

  /** A round of many workers is a large record, in the changelog, too. */
  private static <V> StoreBuilder<KeyValueStore<String, V>> store(
      KeyValueBytesStoreSupplier kept, Serde<V> values) {
    return Stores.keyValueStoreBuilder(kept, Serdes.String(), values)
        .withLoggingEnabled(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(TopicCatalogue.MAX_CHAIN_RECORD_BYTES)))
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
