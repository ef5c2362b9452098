package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.ChainStatus.NodeStatus;
import dev.runtimebridge.fetcher.domain.ChainStatus.Side;
import dev.runtimebridge.fetcher.domain.NodeStanding.Condition;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.Clock;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The nodes of one chain; the first in the operator's order that is well is asked. */
final class NodePool implements AutoCloseable {
  private final Side side;
  private final List<WatchedNode> nodes;
  private final List<Thread> watches = new ArrayList<>();

  /** One question to one node, with the check of its answer. */
  @FunctionalInterface
  interface Request<T> {
    T from(ChainNode node) throws NodeException, InterruptedException;
  }

  NodePool(Side side, List<ChainNode> nodes, Clock clock, Runnable onChange) {
    this.side = side;
    var check = new NodeCheck(side);
    this.nodes = nodes.stream().map(node -> new WatchedNode(node, check, clock, onChange)).toList();
  }

  /** Begins to watch the nodes. */
  void start() {
    for (WatchedNode watched : nodes) {
      watches.add(Thread.ofVirtual().name("node " + watched.node().endpoint()).start(watched));
    }
  }

  /** From now on only nodes of this chain will do. */
  void expect(Hash256 genesis) {
    nodes.forEach(node -> node.expect(genesis));
  }

  /** Nodes that may be asked, in order. */
  List<WatchedNode> usable() {
    return nodes.stream().filter(WatchedNode::usable).toList();
  }

  /** Asks one node after another until one gives an answer that holds. */
  <T> T ask(Request<T> request) throws NoNodeLeft, InterruptedException {
    for (WatchedNode watched : usable()) {
      try {
        T answer = request.from(watched.node());
        watched.answered();
        return answer;
      } catch (NodeException e) {
        stopIfInterrupted();
        watched.report(e);
      }
    }
    throw noneLeft();
  }

  /** An interrupt while a node was asked is not the node's failure. */
  static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Says why no node can be asked. */
  NoNodeLeft noneLeft() {
    return new NoNodeLeft(reasons());
  }

  private String reasons() {
    String chain = side.name().toLowerCase(Locale.ROOT);
    String setting = "bridge.fetcher." + chain + ".endpoints";
    if (nodes.isEmpty()) {
      return "a %s node: %s is empty, name a WebSocket URL such as ws://127.0.0.1:9944 there"
          .formatted(chain, setting);
    }
    if (nodes.stream().allMatch(node -> node.standing().healthy())) {
      return nodes.stream()
          .map(node -> node.node().endpoint())
          .collect(
              Collectors.joining(", ", "a look at which " + chain + " chain is served by ", ""));
    }
    boolean allNew = nodes.stream().allMatch(node -> node.standing().condition() == Condition.NEW);
    return nodes.stream()
        .filter(node -> !node.standing().healthy())
        .map(NodePool::reason)
        .distinct()
        .collect(
            Collectors.joining(
                "; ",
                "a healthy " + chain + " node: ",
                allNew ? "" : "; mend a node or name another one in " + setting));
  }

  private static String reason(WatchedNode watched) {
    String endpoint = watched.node().endpoint();
    String reason = watched.standing().reason();
    return reason.contains(endpoint) ? reason : endpoint + ": " + reason;
  }

  /** Highest finalized block that a healthy node told. */
  Optional<ChainPoint> finalized() {
    return usable().stream()
        .flatMap(node -> node.standing().finalized().stream())
        .max(Comparator.comparingLong(ChainPoint::number));
  }

  /** Every node with its standing. */
  List<NodeStatus> status() {
    Optional<WatchedNode> inUse = usable().stream().findFirst();
    return nodes.stream()
        .map(
            node ->
                new NodeStatus(
                    node.node().endpoint(),
                    node.standing(),
                    inUse.filter(used -> used == node).isPresent()))
        .toList();
  }

  /** Stops watching and closes the connections. */
  @Override
  public void close() {
    watches.forEach(Thread::interrupt);
    nodes.forEach(node -> node.node().close());
  }
}
