package dev.runtimebridge.submitter.adapter.rpc;

import dev.runtimebridge.submitter.port.NodeException;
import dev.runtimebridge.substrate.hash.Hash256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the nodes that are not asked connected too, so that their heads are known and the next one
 * is at hand when the first fails.
 */
public final class NodeWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);
  private static final Duration PACE = Duration.ofSeconds(5);

  private final List<RpcParaNode> nodes;
  private final Heads heads;
  private final Hash256 genesis;
  private final Duration pace;
  private final List<Thread> watches = new ArrayList<>();

  /** A watch of {@code nodes} that are to follow the chain with this block 0. */
  public NodeWatch(List<RpcParaNode> nodes, Heads heads, Hash256 genesis) {
    this(nodes, heads, genesis, PACE);
  }

  NodeWatch(List<RpcParaNode> nodes, Heads heads, Hash256 genesis, Duration pace) {
    this.nodes = List.copyOf(nodes);
    this.heads = heads;
    this.genesis = genesis;
    this.pace = pace;
  }

  /** Begins to watch, where there is more than one node. */
  public void start() {
    if (nodes.size() > 1) {
      for (RpcParaNode node : nodes) {
        watches.add(Thread.ofVirtual().name("watch " + node.endpoint()).start(() -> watch(node)));
      }
    }
  }

  private void watch(RpcParaNode node) {
    try {
      while (true) {
        look(node);
        Thread.sleep(pace);
      }
    } catch (InterruptedException e) {
      LOG.debug("no longer watched: endpoint={}", node.endpoint());
    }
  }

  private void look(RpcParaNode node) {
    try {
      node.reach();
      if (node.genesisHash().equals(genesis)) {
        heads.sameChain(node.endpoint());
      }
    } catch (NodeException e) {
      LOG.debug("not reached: endpoint={} error={}", node.endpoint(), e.getMessage());
    }
  }

  @Override
  public void close() {
    watches.forEach(Thread::interrupt);
  }
}
