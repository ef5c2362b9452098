package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.NodeStanding;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.Clock;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Refused;
import dev.runtimebridge.fetcher.port.NodeException.Unavailable;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;
import dev.runtimebridge.substrate.hash.Hash256;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node and what is thought of it. Its own thread connects it, looks what chain it serves and
 * keeps its finalized height; any thread may report what it did.
 */
final class WatchedNode implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedNode.class);
  private static final Duration POLL = Duration.ofSeconds(3);

  private final ChainNode node;
  private final NodeCheck nodeCheck;
  private final Clock clock;
  private final Runnable onChange;
  private final Wakeup wakeup;
  private final AtomicReference<NodeStanding> standing;
  private final AtomicReference<Optional<Hash256>> genesis =
      new AtomicReference<>(Optional.empty());
  private volatile boolean introduced;

  WatchedNode(ChainNode node, NodeCheck nodeCheck, Clock clock, Runnable onChange) {
    this.node = node;
    this.nodeCheck = nodeCheck;
    this.clock = clock;
    this.wakeup = new Wakeup(clock);
    this.onChange = onChange;
    this.standing = new AtomicReference<>(NodeStanding.unknown(clock.instant()));
  }

  ChainNode node() {
    return node;
  }

  NodeStanding standing() {
    return standing.get();
  }

  /** Whether requests may go to it: it is well, and was seen to serve the right chain. */
  boolean usable() {
    return introduced && standing.get().healthy();
  }

  /** From now on only this chain will do; the node is looked at anew. */
  void expect(Hash256 expected) {
    if (!genesis.getAndSet(Optional.of(expected)).equals(Optional.of(expected))) {
      introduced = false;
      wakeup.signal();
    }
  }

  /** It answered a request well. */
  void answered() {
    standing.updateAndGet(NodeStanding::answered);
  }

  /** It failed; what kind of failure decides how long it is left alone. */
  void report(NodeException failure) {
    Instant now = clock.instant();
    String why = String.valueOf(failure.getMessage());
    NodeStanding before =
        standing.getAndUpdate(
            present ->
                switch (failure) {
                  case Unavailable gone -> present.failed(why, now);
                  case Refused refused when refused.historyMissing() ->
                      present.dropped(pruned(why), now);
                  case Refused refused when refused.methodUnknown() -> present.dropped(why, now);
                  case Refused refused -> present.failed(why, now);
                  case Unverified lie -> present.dropped(why, now);
                });
    NodeStanding after = standing.get();
    if (!after.equals(before)) {
      introduced = introduced && after.condition() != NodeStanding.Condition.DROPPED;
      if (!after.reason().equals(before.reason())) {
        LOG.warn(
            "node is not asked for a while: endpoint={} until={} reason={}",
            node.endpoint(),
            after.askAgainAt(),
            after.reason());
      }
      onChange.run();
    }
  }

  private static String pruned(String why) {
    return why
        + "; the node is pruned or lost history: an archive node is needed (--state-pruning archive"
        + " --blocks-pruning archive)";
  }

  /** Watches until interrupted. */
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Instant now = clock.instant();
        NodeStanding present = standing.get();
        if (present.mayBeAsked(now)) {
          look();
          wakeup.await(POLL);
        } else {
          waitBeforeAsking(Duration.between(now, present.askAgainAt()), present.failures());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("no longer watched: endpoint={}", node.endpoint());
    } finally {
      node.close();
    }
  }

  private void waitBeforeAsking(Duration wait, int failures) throws InterruptedException {
    // Spread, so that many bridges do not come back to a restarted node in one moment.
    double spread = failures == 0 ? 0 : clock.chance() / 4;
    wakeup.await(wait.plus(Duration.ofNanos((long) (wait.toNanos() * spread))));
  }

  private void look() throws InterruptedException {
    try {
      node.connect(wakeup::signal);
      Optional<Hash256> expected = genesis.get();
      ChainPoint head = node.finalizedHead();
      if (!introduced || !standing.get().healthy()) {
        nodeCheck.check(node, expected, head);
      }
      tell(expected, head);
    } catch (NodeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      report(e);
    }
  }

  private void tell(Optional<Hash256> checkedAgainst, ChainPoint head) {
    Instant now = clock.instant();
    NodeStanding before =
        standing.getAndUpdate(
            // A request may have found it wrong in the meantime.
            present -> present.mayBeAsked(now) ? present.told(head, now) : present);
    boolean fresh = !introduced;
    introduced = checkedAgainst.equals(genesis.get());
    if (!introduced) {
      wakeup.signal();
    }
    NodeStanding after = standing.get();
    if (!before.healthy() && after.healthy()) {
      LOG.info("node is well: endpoint={} finalized={}", node.endpoint(), head.number());
    }
    if (fresh || !after.equals(before)) {
      onChange.run();
    }
  }
}
