package dev.runtimebridge.devnet;

import dev.runtimebridge.devnet.node.DevNode;
import dev.runtimebridge.devnet.node.Faults;
import dev.runtimebridge.devnet.rpc.RpcModule;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A running devnet: two chains, nodes in front of them, workers. All methods may be called from any
 * thread; blocks are made by one thread at a time.
 */
public final class Devnet implements AutoCloseable {
  private static final int RPC_THREADS = 4;
  private static final int RPC_QUEUE = 4096;

  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService executor =
      new ThreadPoolExecutor(
          RPC_THREADS,
          RPC_THREADS,
          1,
          TimeUnit.MINUTES,
          new LinkedBlockingQueue<>(RPC_QUEUE),
          Thread.ofPlatform().daemon().name("devnet-rpc-", 0).factory());
  private final List<DevNode> relayNodes = new ArrayList<>();
  private final List<DevNode> paraNodes = new ArrayList<>();
  private final WorkerFarm workers;

  private Devnet(DevnetSettings settings, WorkerFarm.Launcher launcher) {
    for (int i = 0; i < settings.relayNodes(); i++) {
      relayNodes.add(new DevNode(vertx, executor, "relay-" + i, this::relayMethods, 0));
    }
    for (int i = 0; i < settings.paraNodes(); i++) {
      paraNodes.add(new DevNode(vertx, executor, "para-" + i, this::relayMethods, 0));
    }
    workers = launcher.launch(settings, 0);
  }

  private RpcModule relayMethods(Supplier<Faults> faults) {
    return new RpcModule.Builder().method("system_name", params -> "devnet").build();
  }

  /** Starts a devnet without workers: makes its history, opens its ports. */
  public static Devnet start(DevnetSettings settings) {
    return start(settings, (chains, ports) -> WorkerFarm.none());
  }

  /** Starts a devnet and its workers. */
  public static Devnet start(DevnetSettings settings, WorkerFarm.Launcher workers) {
    return new Devnet(settings, workers);
  }

  /** WebSocket addresses of the relay chain's nodes. */
  public List<URI> relayEndpoints() {
    return relayNodes.stream().map(DevNode::endpoint).toList();
  }

  /** WebSocket addresses of the parachain's nodes. */
  public List<URI> paraEndpoints() {
    return paraNodes.stream().map(DevNode::endpoint).toList();
  }

  /** HTTP address of a worker. */
  public URI workerEndpoint(int index) {
    return workers.endpoints().get(index);
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
    return new DevnetStatus(0, 0, 0, 0, 0);
  }

  /** Makes relay blocks, and the parachain blocks that are due with them, and announces them. */
  public void produce(int relayBlocks) {
    throw new UnsupportedOperationException("no chain yet, asked for " + relayBlocks);
  }

  /** Stops everything and frees all ports. A second call does nothing. */
  public void stop() {
    workers.close();
    relayNodes.forEach(DevNode::close);
    paraNodes.forEach(DevNode::close);
    executor.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    stop();
  }
}
