package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.rpc.Interference;
import dev.runtimebridge.devnet.rpc.RpcLimits;
import dev.runtimebridge.devnet.rpc.RpcModule;
import dev.runtimebridge.devnet.rpc.RpcServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** One node with its port and its faults. All methods may be called from any thread. */
public final class DevNode implements AutoCloseable {
  private final String name;
  private final RpcServer server;
  private final AtomicLong answersLeft = new AtomicLong();
  private final AtomicLong illBlocksLeft = new AtomicLong();
  private volatile Faults faults = Faults.NONE;

  /**
   * Starts a node.
   *
   * @param name e.g. {@code relay-0}
   * @param methods what the node answers, bent by the faults it is given
   * @param port loopback port, 0 for a free one
   */
  public DevNode(
      Vertx vertx,
      Executor executor,
      String name,
      Function<Supplier<Faults>, RpcModule> methods,
      int port) {
    this.name = name;
    this.server =
        new RpcServer(
            vertx,
            executor,
            methods.apply(this::faults),
            new FaultInterference(),
            RpcLimits.DEFAULT,
            port);
    server.open();
  }

  /** The name by which faults are put on the node over HTTP. */
  public String name() {
    return name;
  }

  /** WebSocket and HTTP address; it never changes. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** What is wrong with the node at present. */
  public Faults faults() {
    return faults;
  }

  /** Puts these faults on the node instead of those it has. */
  public synchronized void setFaults(Faults next) {
    answersLeft.set(next.dropAfter());
    illBlocksLeft.set(next.healAfterBlocks());
    faults = next;
    if (next.refuseConnections()) {
      server.close();
    } else {
      server.open();
    }
  }

  /** Cuts all connections once. */
  public void dropConnections() {
    server.dropConnections();
  }

  /** Counts a block of the node's chain, after which its faults may end. */
  public void blockMade() {
    if (faults.healAfterBlocks() >= 0 && illBlocksLeft.decrementAndGet() <= 0) {
      setFaults(Faults.NONE);
    }
  }

  /** Tells subscribers that the chain has grown, or that the pool has something to tell. */
  public void chainHasGrown() {
    server.push();
  }

  @Override
  public void close() {
    server.close();
  }

  private final class FaultInterference implements Interference {
    @Override
    public boolean dropsConnection() {
      return faults.dropAfter() >= 0 && answersLeft.getAndDecrement() <= 0;
    }

    @Override
    public boolean stalls() {
      return faults.stall();
    }

    @Override
    public Duration delay() {
      return Duration.ofMillis(faults.slowMs());
    }

    @Override
    public boolean hides(String method) {
      return faults.hiddenMethods().contains(method);
    }
  }
}
