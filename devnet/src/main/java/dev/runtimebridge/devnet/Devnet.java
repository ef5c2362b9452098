package dev.runtimebridge.devnet;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.TwoChains;
import dev.runtimebridge.devnet.control.ControlServer;
import dev.runtimebridge.devnet.control.Controls;
import dev.runtimebridge.devnet.count.ChainCount;
import dev.runtimebridge.devnet.node.DevNode;
import dev.runtimebridge.devnet.node.Faults;
import dev.runtimebridge.devnet.node.Network;
import dev.runtimebridge.devnet.node.NodeMethods;
import dev.runtimebridge.devnet.node.ParaPool;
import dev.runtimebridge.devnet.pool.PoolLimits;
import dev.runtimebridge.devnet.pool.TransactionPool;
import dev.runtimebridge.devnet.rpc.RpcModule;
import dev.runtimebridge.devnet.runtime.ParaRuntime;
import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running devnet: two chains, nodes in front of them, workers, a control port. All methods may be
 * called from any thread.
 *
 * <pre>{@code
 * try (Devnet devnet = Devnet.start(DevnetSettings.builder().history(100).build())) {
 *   client.connect(devnet.relayEndpoints().getFirst());
 *   devnet.produce(1);
 *   devnet.relayNode(0).setFaults(Faults.NONE.withStall());
 * }
 * }</pre>
 */
public final class Devnet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Devnet.class);
  private static final int RPC_THREADS = 4;
  private static final int RPC_QUEUE = 4096;

  private final TwoChains chains;
  private final ReachedHeight reached;
  private final TransactionPool pool;
  private final BlockAuthor author;
  private final List<DevNode> relayNodes = new ArrayList<>();
  private final List<DevNode> paraNodes = new ArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Object producing = new Object();
  private int reorganisationsDue;
  private Optional<WorkerFarm> workers = Optional.empty();
  private URI controlEndpoint = URI.create("http://127.0.0.1");

  private Devnet(DevnetSettings settings) {
    reached = new ReachedHeight(settings.dataDir());
    chains = new TwoChains(settings);
    ParaRuntime runtime = chains.runtime();
    pool =
        new TransactionPool(
            (after, extrinsic) -> runtime.validate(extrinsic, after.hash(), after.state()),
            PoolLimits.DEFAULT,
            System::nanoTime);
    author = new BlockAuthor(pool, settings.dataDir());
    opened.add(author);
  }

  private void comeBack(DevnetSettings settings) {
    chains.growTo(Math.max(settings.history(), reached.read()), author);
    reached.write(chains.relay().best().number());
  }

  /**
   * Starts a devnet: makes its history, opens its ports, starts its workers.
   *
   * @throws IllegalStateException if a port is taken; what was opened before is closed again
   */
  public static Devnet start(DevnetSettings settings) {
    var devnet = new Devnet(settings);
    try {
      devnet.comeBack(settings);
      devnet.open(settings);
      return devnet;
    } catch (RuntimeException e) {
      devnet.stop();
      throw e;
    }
  }

  private void open(DevnetSettings settings) {
    var ports = new Ports(settings.basePort());
    var vertx = Vertx.vertx();
    opened.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    ExecutorService executor = rpcThreads();
    opened.add(executor::shutdownNow);
    int controlPort = ports.next();
    var other = new OtherNetwork(settings, chains);
    var relay = Network.relay();
    var para = Network.para(chains.runtime());
    var paraPool = new ParaPool(pool, chains.runtime(), this::tellParaNodes);
    var nodes = new NodeStarter(vertx, executor, ports);
    nodes.start(
        settings.relayNodes(),
        "relay",
        faults -> NodeMethods.relay(() -> chains, other::chains, relay, faults),
        relayNodes);
    nodes.start(
        settings.paraNodes(),
        "para",
        faults -> NodeMethods.para(() -> chains, other::chains, para, paraPool, faults),
        paraNodes);
    if (settings.workers() > 0) {
      WorkerFarm farm = startWorkers(settings, ports.next());
      workers = Optional.of(farm);
      opened.add(farm);
    }
    List<DevNode> all = Stream.concat(relayNodes.stream(), paraNodes.stream()).toList();
    var control = new ControlServer(vertx, executor, all, new OverControlPort(), controlPort);
    opened.add(control);
    controlEndpoint = control.endpoint();
    if (settings.ticks()) {
      tick(settings.blockInterval().toMillis());
    }
    LOG.info(
        "devnet started relayBest={} paraBest={} relay={} para={} control={}",
        chains.relay().best().number(),
        chains.para().best().number(),
        relayEndpoints(),
        paraEndpoints(),
        controlEndpoint);
  }

  private static WorkerFarm startWorkers(DevnetSettings settings, int port) {
    FarmSettings farm =
        FarmSettings.of(settings.workers()).withPort(port).withSeed(settings.seed());
    Path folder = settings.dataDir().map(dir -> dir.resolve("workers")).orElse(null);
    try {
      return WorkerFarm.start(folder == null ? farm : farm.withDataDir(folder));
    } catch (IOException e) {
      throw new IllegalStateException("the workers could not be started: " + e.getMessage(), e);
    }
  }

  private void tick(long intervalMs) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("devnet-blocks").factory());
    opened.add(clock::shutdownNow);
    Runnable block =
        () -> {
          try {
            produce(1);
          } catch (RuntimeException e) {
            // A periodic task that throws is never run again.
            LOG.error("no block was made", e);
          }
        };
    Future<?> _ = clock.scheduleAtFixedRate(block, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
  }

  private static ExecutorService rpcThreads() {
    return new ThreadPoolExecutor(
        RPC_THREADS,
        RPC_THREADS,
        1,
        TimeUnit.MINUTES,
        new LinkedBlockingQueue<>(RPC_QUEUE),
        Thread.ofPlatform().daemon().name("devnet-rpc-", 0).factory());
  }

  /** The chains behind the nodes, as they are. */
  public TwoChains chains() {
    return chains;
  }

  /** WebSocket addresses of the relay chain's nodes; HTTP is answered there too. */
  public List<URI> relayEndpoints() {
    return relayNodes.stream().map(DevNode::endpoint).toList();
  }

  /** WebSocket addresses of the parachain's nodes; HTTP is answered there too. */
  public List<URI> paraEndpoints() {
    return paraNodes.stream().map(DevNode::endpoint).toList();
  }

  /** The simulated workers, to put faults on them; there are none if the settings ask for none. */
  public Optional<WorkerFarm> workers() {
    return workers;
  }

  /** Base address of a worker's prpc. */
  public URI workerEndpoint(int index) {
    WorkerFarm farm =
        workers.orElseThrow(() -> new IllegalStateException("this devnet has no workers"));
    return URI.create(farm.baseUrl(index));
  }

  /** HTTP address of the control port. */
  public URI controlEndpoint() {
    return controlEndpoint;
  }

  /** A node of the relay chain, to put faults on it. */
  public DevNode relayNode(int index) {
    return relayNodes.get(index);
  }

  /** A node of the parachain, to put faults on it. */
  public DevNode paraNode(int index) {
    return paraNodes.get(index);
  }

  /** How far the chains have come. */
  public DevnetStatus status() {
    return chains.status();
  }

  /** Makes relay blocks, and the parachain blocks that are due with them, and announces each. */
  public void produce(int relayBlocks) {
    for (int i = 0; i < relayBlocks && !stopped.get(); i++) {
      synchronized (producing) {
        if (reorganisationsDue > 0 && !BlockAuthor.transactions(chains.para().best()).isEmpty()) {
          reorganisationsDue--;
          reorganise();
        }
        Block before = chains.para().best();
        chains.grow(reached::write, author);
        Block best = chains.para().best();
        relayNodes.forEach(DevNode::blockMade);
        if (best.number() > before.number()) {
          pool.bestBlock(best);
          paraNodes.forEach(DevNode::blockMade);
        }
        pool.finalized(chains.para().finalized());
        relayNodes.forEach(DevNode::chainHasGrown);
        tellParaNodes();
      }
    }
  }

  /**
   * Puts a sibling without transactions in the place of the best parachain block, which is not
   * final yet. Its transactions wait again.
   */
  public void reorganise() {
    synchronized (producing) {
      chains
          .replaceParaBest(author)
          .ifPresent(retracted -> pool.replaced(retracted, chains.para().best()));
      tellParaNodes();
    }
  }

  /** Lets the next parachain blocks that hold transactions be replaced before they are final. */
  public void reorganiseNext(int blocks) {
    synchronized (producing) {
      reorganisationsDue = blocks;
    }
  }

  /** Lets the parachain block of this number write the code of the next runtime. */
  public void upgradeRuntimeAt(long paraBlock) {
    author.upgradeAt(paraBlock);
  }

  /** What transactions have done on the parachain so far. */
  public ChainCount count() {
    return ChainCount.of(chains.para(), chains.runtime());
  }

  /** Transactions that wait for a parachain block. */
  public TransactionPool pool() {
    return pool;
  }

  private void tellParaNodes() {
    paraNodes.forEach(DevNode::chainHasGrown);
  }

  /** Stops everything and frees all ports. A second call does nothing. */
  public void stop() {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    for (AutoCloseable each : opened.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        LOG.warn("a part of the devnet did not stop cleanly", e);
      }
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** What the control port leads to. */
  private final class OverControlPort implements Controls {
    @Override
    public Object status() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("heights", Devnet.this.status());
      json.put("relayEndpoints", relayEndpoints());
      json.put("paraEndpoints", paraEndpoints());
      json.put("workerEndpoints", workers.map(WorkerFarm::baseUrls).orElse(List.of()));
      return json;
    }

    @Override
    public Object count() {
      return Devnet.this.count().summary();
    }

    @Override
    public void produce(int relayBlocks) {
      Devnet.this.produce(relayBlocks);
    }

    @Override
    public void reorganiseNext(int blocks) {
      Devnet.this.reorganiseNext(blocks);
    }

    @Override
    public void upgradeRuntimeAt(long paraBlock) {
      Devnet.this.upgradeRuntimeAt(paraBlock);
    }
  }

  /** Starts nodes that close with the devnet. */
  private final class NodeStarter {
    private final Vertx vertx;
    private final ExecutorService executor;
    private final Ports ports;

    private NodeStarter(Vertx vertx, ExecutorService executor, Ports ports) {
      this.vertx = vertx;
      this.executor = executor;
      this.ports = ports;
    }

    private void start(
        int count,
        String kind,
        Function<Supplier<Faults>, RpcModule> methods,
        List<DevNode> started) {
      for (int i = 0; i < count; i++) {
        var node = new DevNode(vertx, executor, kind + "-" + i, methods, ports.next());
        started.add(node);
        opened.add(node);
      }
    }
  }

  /** Gives ports one after another, or always 0 for any free one. */
  private static final class Ports {
    private int next;

    private Ports(int base) {
      next = base;
    }

    private int next() {
      return next == 0 ? 0 : next++;
    }
  }
}
