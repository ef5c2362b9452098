package dev.runtimebridge.submitter;

import dev.runtimebridge.chainrpc.RpcLimits;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.submitter.adapter.SystemClock;
import dev.runtimebridge.submitter.adapter.kafka.KafkaClients;
import dev.runtimebridge.submitter.adapter.kafka.KafkaJournal;
import dev.runtimebridge.submitter.adapter.kafka.KafkaRequestFeed;
import dev.runtimebridge.submitter.adapter.kafka.LogGenesis;
import dev.runtimebridge.submitter.adapter.kafka.Turn;
import dev.runtimebridge.submitter.adapter.keys.KeyRing;
import dev.runtimebridge.submitter.adapter.keys.PoolOperators;
import dev.runtimebridge.submitter.adapter.keys.SealingKeyBoard;
import dev.runtimebridge.submitter.adapter.rpc.Heads;
import dev.runtimebridge.submitter.adapter.rpc.NodeWatch;
import dev.runtimebridge.submitter.adapter.rpc.RpcParaNode;
import dev.runtimebridge.submitter.pipeline.Submitter;
import dev.runtimebridge.submitter.pipeline.SubmitterSettings;
import dev.runtimebridge.submitter.pipeline.SubmitterState;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.ParaNode;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A submitter with all that it needs, from configuration to connections. It begins to work once the
 * log says which chain it is of; nothing ends it but {@link #close}.
 */
public final class SubmitterRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SubmitterRun.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);

  private final Plan plan;
  private final KafkaClients clients;
  private final TopicCatalogue topics;
  private final HttpClient http = HttpClient.newHttpClient();
  private final KeyRing ring;
  private final PoolOperators operators;
  private final SealingKeyBoard board;
  private final Thread starting = Thread.ofVirtual().name("submitter-start").unstarted(this::begin);
  private volatile SubmitterState beginning = SubmitterState.BEGINNING;
  private volatile @Nullable Submitter submitter;
  private @Nullable NodeWatch watch;

  /**
   * What a submitter runs on.
   *
   * @param endpoints WebSocket URLs of parachain nodes, the preferred one first
   * @param maxLag blocks that a node may be behind another one
   * @param instanceId a name that stays, with which a killed process goes on at once
   * @param takeoverAfter how long the other submitter may be silent
   */
  public record Plan(
      String bootstrapServers,
      String prefix,
      int workerPartitions,
      short replicas,
      List<String> endpoints,
      RpcLimits limits,
      int maxLag,
      Optional<String> instanceId,
      Duration takeoverAfter,
      SubmitterSettings settings) {

    /** Copies the list. */
    public Plan {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** A submitter that does nothing yet; {@code sealing} is closed with it. */
  public SubmitterRun(Plan plan, SealingKeyPair sealing) {
    this.plan = plan;
    this.clients = new KafkaClients(plan.bootstrapServers(), plan.replicas());
    this.topics = TopicCatalogue.of(plan.prefix(), plan.workerPartitions());
    this.ring = new KeyRing(sealing);
    this.operators = new PoolOperators(clients, topics, ring);
    this.board = new SealingKeyBoard(clients, topics, sealing, this::active, Clock.systemUTC());
  }

  /** Begins, on threads of its own. */
  public void start() {
    operators.start();
    board.start();
    starting.start();
  }

  /** What it does at present. */
  public SubmitterState state() {
    Submitter running = submitter;
    return running == null ? beginning : running.state();
  }

  /** Whether its threads run. */
  public boolean alive() {
    Submitter running = submitter;
    return operators.alive() && (running == null ? starting.isAlive() : running.alive());
  }

  /** Which pools cannot send transactions for want of a key, and why. */
  public Map<Long, String> keyProblems() {
    return ring.problems();
  }

  private boolean active() {
    return state().role() == SubmitterState.Role.ACTIVE;
  }

  private void begin() {
    try {
      Optional<Hash256> genesis = Optional.empty();
      while (genesis.isEmpty()) {
        genesis = look();
      }
      work(genesis.get());
    } catch (InterruptedException e) {
      LOG.debug("submitter ends before it began");
    }
  }

  private Optional<Hash256> look() throws InterruptedException {
    try {
      Optional<Hash256> genesis = new LogGenesis(clients, topics).read();
      if (genesis.isPresent()) {
        return genesis;
      }
      waitFor("the fetcher to publish which chain the log is of");
    } catch (JournalException.Unreadable e) {
      waitFor(
          "a person to see to the log, nothing is signed or sent until then: " + e.getMessage());
    } catch (JournalException e) {
      waitFor("the log: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      waitFor(
          "topic %s to hold a block hash: %s; begin a new log with another bridge.topics.prefix"
              .formatted(topics.chainGenesis().name(), e.getMessage()));
    }
    Thread.sleep(LOOK_AGAIN);
    return Optional.empty();
  }

  private void waitFor(String what) {
    if (!what.equals(beginning.waitingFor())) {
      LOG.info("waiting: waitingFor={}", what);
    }
    beginning =
        new SubmitterState(SubmitterState.Role.OPENING, what, 0, 0, Optional.empty(), List.of());
  }

  private synchronized void work(Hash256 genesis) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var heads = new Heads(plan.maxLag());
    List<RpcParaNode> nodes =
        plan.endpoints().stream()
            .map(endpoint -> new RpcParaNode(endpoint, http, plan.limits(), heads))
            .toList();
    var turn = new Turn(clients, topics, plan.prefix(), plan.instanceId(), plan.takeoverAfter());
    var begun =
        new Submitter(
            plan.settings().onChain(genesis),
            new KafkaJournal(clients, topics, plan.prefix(), turn),
            new KafkaRequestFeed(clients, topics),
            List.<ParaNode>copyOf(nodes),
            ring,
            new SystemClock());
    begun.start();
    submitter = begun;
    watch = new NodeWatch(nodes, heads, genesis);
    watch.start();
  }

  /** Stops; what was sent is followed up by the next submitter. */
  @Override
  public void close() {
    starting.interrupt();
    try {
      starting.join(STOP_DEADLINE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeSubmitter();
    board.close();
    operators.close();
    ring.close();
    http.shutdownNow();
  }

  private synchronized void closeSubmitter() {
    NodeWatch watching = watch;
    if (watching != null) {
      watching.close();
    }
    Submitter running = submitter;
    if (running != null) {
      running.close();
    }
  }
}
