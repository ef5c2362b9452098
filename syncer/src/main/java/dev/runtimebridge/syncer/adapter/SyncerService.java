package dev.runtimebridge.syncer.adapter;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.syncer.adapter.kafka.FactsTail;
import dev.runtimebridge.syncer.adapter.kafka.KafkaChainLog;
import dev.runtimebridge.syncer.adapter.kafka.KafkaObservations;
import dev.runtimebridge.syncer.adapter.kafka.StreamsRuntime;
import dev.runtimebridge.syncer.adapter.kafka.StreamsSettings;
import dev.runtimebridge.syncer.adapter.pccs.PccsCollaterals;
import dev.runtimebridge.syncer.adapter.prpc.Attestation;
import dev.runtimebridge.syncer.adapter.prpc.HttpPRuntimes;
import dev.runtimebridge.syncer.adapter.prpc.PrpcEncoder;
import dev.runtimebridge.syncer.config.LifeConfig;
import dev.runtimebridge.syncer.config.SyncerConfig;
import dev.runtimebridge.syncer.config.TopicsConfig;
import dev.runtimebridge.syncer.domain.Addresses;
import dev.runtimebridge.syncer.domain.AggregateRules;
import dev.runtimebridge.syncer.domain.LifePolicy;
import dev.runtimebridge.syncer.domain.RetryPolicy;
import dev.runtimebridge.syncer.domain.SyncPlan;
import dev.runtimebridge.syncer.domain.TipPolicy;
import dev.runtimebridge.syncer.facts.FactsTable;
import dev.runtimebridge.syncer.facts.FactsWatch;
import dev.runtimebridge.syncer.port.Clock;
import dev.runtimebridge.syncer.port.SessionControls;
import dev.runtimebridge.syncer.session.SessionSettings;
import dev.runtimebridge.syncer.session.Sessions;
import dev.runtimebridge.syncer.session.SyncRequests;
import dev.runtimebridge.syncer.topology.SyncerTopology;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The whole syncer, joined from its parts: log, sessions, streams. */
public final class SyncerService implements AutoCloseable {
  private static final Duration LOG_WITHIN = Duration.ofSeconds(30);
  private static final RetryPolicy BUSY =
      new RetryPolicy(Duration.ofMillis(200), 1.5, Duration.ofSeconds(5), 0.3);

  private final ExecutorService loaders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("log-loader-", 0).factory());
  private final KafkaChainLog log;
  private final KafkaObservations observations;
  private final PccsCollaterals collaterals;
  private final HttpPRuntimes workers;
  private final Sessions sessions;
  private final FactsTail facts;
  private final StreamsRuntime streams;

  /** Starts everything; what is not there yet is waited for behind. */
  public SyncerService(String bootstrapServers, SyncerConfig config, TopicsConfig topicsConfig) {
    var topics = TopicCatalogue.of(topicsConfig.prefix(), topicsConfig.workerPartitions());
    Clock clock = new SystemClock();
    String driver = driver(config);
    log =
        new KafkaChainLog(
            bootstrapServers, topics, config.logReaders(), config.maxSnapshotBytes(), LOG_WITHIN);
    observations =
        new KafkaObservations(bootstrapServers, topics.workerObservations(), driver, clock);
    collaterals = new PccsCollaterals(config.pccs().url(), config.pccs().timeout());
    workers =
        new HttpPRuntimes(config.maxConcurrentRequests(), config.requestTimeout(), collaterals);
    var requests =
        new SyncRequests(
            log,
            new PrpcEncoder(config.attestation()),
            config.cacheBytes(),
            config.maxRequestBytes(),
            LOG_WITHIN.multipliedBy(5),
            loaders);
    sessions = new Sessions(driver, workers, log, requests, observations, clock, settings(config));
    var table = new FactsTable();
    facts = new FactsTail(bootstrapServers, topics, table, LOG_WITHIN);
    var control =
        new SessionControls(List.of(sessions, new FactsWatch(driver, table, observations, clock)));
    var rules = new AggregateRules(tipPolicy(config), lifePolicy(config));
    streams =
        new StreamsRuntime(
            new StreamsRuntime.Settings(
                bootstrapServers,
                topics,
                topicsConfig.replicas(),
                StreamsSettings.of(bootstrapServers, config, topicsConfig)),
            () -> SyncerTopology.build(topics, rules, control, config.reconcileEvery()),
            clock);
  }

  /** Whether commands and observations are being processed and the chain log is followed. */
  public boolean ready() {
    return streams.running() && log.trouble().isEmpty();
  }

  /** What the streams do or wait for. */
  public String streamsState() {
    return streams.state();
  }

  /** Why the chain log is not followed at present. */
  public Optional<String> logTrouble() {
    return log.trouble();
  }

  /** Why the facts of the chain are not followed at present. */
  public Optional<String> factsTrouble() {
    return facts.trouble();
  }

  /** Where partitions stand before a record that cannot be read, and why; others go on. */
  public List<String> stoppedPartitions() {
    return streams.stoppedPartitions();
  }

  /** How many workers are driven. */
  public int sessionCount() {
    return sessions.count();
  }

  /** Ends the sessions, commits what was decided, closes all connections. */
  @Override
  public void close() {
    sessions.close();
    streams.close();
    facts.close();
    workers.close();
    collaterals.close();
    observations.close();
    log.close();
    loaders.shutdownNow();
  }

  private static SessionSettings settings(SyncerConfig config) {
    return new SessionSettings(
        new SyncPlan(config.maxRelayHeaders(), config.maxParaBlocks()),
        config.fastSync(),
        new RetryPolicy(config.retryFirst(), 2, config.retryCap(), 0.3),
        BUSY,
        config.progressEvery(),
        config.idleCheck(),
        config.errandAgain(),
        config.egressAgain());
  }

  private static TipPolicy tipPolicy(SyncerConfig config) {
    return new TipPolicy(
        config.tipLag().relay(),
        config.tipLag().para(),
        config.fellBehindLag().relay(),
        config.fellBehindLag().para());
  }

  private static LifePolicy lifePolicy(SyncerConfig config) {
    LifeConfig life = config.life();
    return new LifePolicy(
        life.scorePatience(),
        life.minScore(),
        new RetryPolicy(life.callRetryFirst(), 2, life.callRetryCap(), 0),
        life.operatorRetry(),
        life.maxMessagesInFlight(),
        config.attestation() != Attestation.NONE,
        new Addresses(life.ss58Prefix()));
  }

  private static String driver(SyncerConfig config) {
    String instance = config.instanceId().orElseGet(SyncerService::hostName);
    return instance + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "syncer";
    }
  }
}
