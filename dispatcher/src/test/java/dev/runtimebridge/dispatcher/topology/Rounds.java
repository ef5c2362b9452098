package dev.runtimebridge.dispatcher.topology;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.dispatch.domain.RewardRules;
import dev.runtimebridge.dispatch.domain.RoundRules;
import dev.runtimebridge.dispatcher.port.OpenTask;
import dev.runtimebridge.dispatcher.port.TaskControl;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.DispatchTaskReport;
import dev.runtimebridge.schemas.v1.DispatchWorker;
import dev.runtimebridge.schemas.v1.ParaClock;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RegisteredWorker;
import dev.runtimebridge.schemas.v1.SessionStake;
import dev.runtimebridge.schemas.v1.WorkerBinding;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;

/** The topology with hands: workers, a chain that goes on, reports, and all that came out. */
final class Rounds implements AutoCloseable {
  static final TopicCatalogue TOPICS = TopicCatalogue.of("test", 1);

  /** Ten blocks a round, three tasks, an odd sum so that something is always left to be rounded. */
  static final RoundRules RULES =
      new RoundRules(
          new RewardRules(
              10,
              Duration.ofSeconds(6),
              3,
              BigInteger.valueOf(1_000_000_000_000_007L),
              12,
              750_000,
              500_000,
              300_000),
          8,
          25);

  final List<DispatchEventRecord> events = new ArrayList<>();
  final Map<String, DispatchBalance> balances = new HashMap<>();
  final List<OpenTask> openTasks = new ArrayList<>();

  private static final Duration RECONCILE_EVERY = Duration.ofSeconds(1);

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, AggregateStateRecord> states;
  private final TestInputTopic<String, ParaStateRecord> chain;
  private final TestInputTopic<String, DispatchTaskReport> reports;
  private final TestOutputTopic<String, DispatchWorker> workers;
  private final TestOutputTopic<String, DispatchEventRecord> eventsOut;
  private final TestOutputTopic<String, DispatchBalance> balancesOut;

  /** Whether the tasks were given up. */
  boolean released;

  private final TaskControl tasks =
      new TaskControl() {
        @Override
        public void reconcile(long block, Collection<OpenTask> open) {
          openTasks.clear();
          openTasks.addAll(open);
        }

        @Override
        public void release() {
          released = true;
        }
      };

  Rounds(Path folder) {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    // In memory: the driver commits after every record, which RocksDB answers with files each time.
    driver =
        new TopologyTestDriver(
            DispatchTopology.build(
                TOPICS, RULES, tasks, RECONCILE_EVERY, Stores::inMemoryKeyValueStore),
            settings);
    states = input(TOPICS.workerState());
    chain = input(TOPICS.paraState());
    reports = input(TOPICS.dispatchReports());
    workers = output(TOPICS.dispatchWorkers());
    eventsOut = output(TOPICS.dispatchEvents());
    balancesOut = output(TOPICS.dispatchBalances());
  }

  void worker(int number, boolean online) {
    states.pipeInput(
        id(number),
        AggregateStateRecord.newBuilder()
            .setAggregateId(id(number))
            .setWorker(
                WorkerState.newBuilder()
                    .setConfig(
                        WorkerConfig.newBuilder()
                            .setPid(number % 3)
                            .setEndpoint("http://worker-" + number))
                    .setStage(online ? WorkerStage.COMPUTING : WorkerStage.UNRESPONSIVE)
                    .setFacts(WorkerFacts.newBuilder().setPublicKey(key('k', number))))
            .build());
    read();
  }

  void score(int number, int score) {
    chain(
        ParaStateRecord.newBuilder()
            .setValue(ByteString.EMPTY)
            .setWorker(
                RegisteredWorker.newBuilder()
                    .setPublicKey(key('k', number))
                    .setInitialScore(score)));
    chain(
        ParaStateRecord.newBuilder()
            .setValue(ByteString.EMPTY)
            .setBinding(
                WorkerBinding.newBuilder()
                    .setPublicKey(key('k', number))
                    .setSession(key('s', number))));
  }

  void stake(int number, String amount) {
    chain(
        ParaStateRecord.newBuilder()
            .setValue(ByteString.EMPTY)
            .setStake(SessionStake.newBuilder().setSession(key('s', number)).setAmount(amount)));
  }

  void block(int number) {
    chain(
        ParaStateRecord.newBuilder()
            .setClock(
                ParaClock.newBuilder()
                    .setBlockNumber(number)
                    .setBlockHash(key('b', number))
                    .setTimeMs(number * 6_000L)));
  }

  void report(long round, String worker, boolean done) {
    reports.pipeInput(
        worker,
        DispatchTaskReport.newBuilder()
            .setId("report/" + round + "/" + worker)
            .setRound(round)
            .setWorkerId(worker)
            .setDone(done)
            .build());
    read();
  }

  /** The topology as the service builds it. */
  static Topology topology() {
    TaskControl nobody =
        new TaskControl() {
          @Override
          public void reconcile(long block, Collection<OpenTask> open) {}

          @Override
          public void release() {}
        };
    return DispatchTopology.build(TOPICS, RULES, nobody, RECONCILE_EVERY);
  }

  /** Lets the runner of tasks hear which are open. */
  void reconcile() {
    driver.advanceWallClockTime(RECONCILE_EVERY);
  }

  static String id(int number) {
    return "worker/" + number;
  }

  @Override
  public void close() {
    driver.close();
  }

  private void chain(ParaStateRecord.Builder record) {
    chain.pipeInput("key", record.build());
    read();
  }

  private void read() {
    workers.readValuesToList();
    events.addAll(eventsOut.readValuesToList());
    balancesOut.readKeyValuesToList().forEach(entry -> balances.put(entry.key, entry.value));
  }

  private static ByteString key(char kind, int number) {
    var bytes = new byte[32];
    bytes[0] = (byte) kind;
    bytes[1] = (byte) (number >> 8);
    bytes[2] = (byte) number;
    return ByteString.copyFrom(bytes);
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
