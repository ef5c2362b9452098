package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Backoff;
import dev.runtimebridge.submitter.port.Clock;
import dev.runtimebridge.submitter.port.NodeException;
import dev.runtimebridge.submitter.port.ParaNode;
import dev.runtimebridge.substrate.hash.Hash256;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of the parachain; the first in the operator's order that is well is asked. One that
 * fails is left alone for a growing time, longer where it told what is wrong.
 */
final class Nodes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
  private static final Backoff AFTER_FAILURE =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final Backoff AFTER_FAULT =
      new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(15));

  private final List<Watched> nodes;
  private final Clock clock;
  private final Runnable onHead;
  private Optional<Hash256> genesis;

  /** One question to one node, with the check of its answer. */
  @FunctionalInterface
  interface Question<T> {
    T to(ParaNode node) throws NodeException;
  }

  private static final class Watched {
    final ParaNode node;
    boolean known;
    int failures;
    Instant askAgainAt = Instant.MIN;
    String reason = "not reached yet";

    Watched(ParaNode node) {
      this.node = node;
    }
  }

  Nodes(List<ParaNode> nodes, Optional<Hash256> genesis, Clock clock, Runnable onHead) {
    this.nodes = nodes.stream().map(Watched::new).toList();
    this.genesis = genesis;
    this.clock = clock;
    this.onHead = onHead;
  }

  /** Asks one node after another until one gives an answer that holds. */
  <T> T ask(Question<T> question) throws NoNodeLeft, InterruptedException {
    return ask(Optional.empty(), question);
  }

  /** The same, but the node with that endpoint is asked only if no other answers. */
  <T> T ask(Optional<String> onlyAtLast, Question<T> question)
      throws NoNodeLeft, InterruptedException {
    var refusals = new StringJoiner("; ");
    for (Watched watched : inOrder(onlyAtLast)) {
      if (clock.instant().isBefore(watched.askAgainAt)) {
        refusals.add(watched.reason);
        continue;
      }
      try {
        greet(watched);
        T answer = question.to(watched.node);
        watched.failures = 0;
        return answer;
      } catch (NodeException e) {
        stopIfInterrupted();
        failed(watched, e);
        refusals.add(watched.reason);
      }
    }
    throw new NoNodeLeft(
        nodes.isEmpty()
            ? "a para node: bridge.submitter.para.endpoints is empty, name a WebSocket URL there"
            : "a para node that answers: " + refusals);
  }

  private List<Watched> inOrder(Optional<String> onlyAtLast) {
    return nodes.stream()
        .sorted(
            Comparator.comparing(
                watched -> onlyAtLast.equals(Optional.of(watched.node.endpoint()))))
        .toList();
  }

  /** Hash of block 0, once a node has told it. */
  Hash256 genesis() throws NoNodeLeft, InterruptedException {
    if (genesis.isEmpty()) {
      genesis = Optional.of(ask(ParaNode::genesisHash));
    }
    return genesis.get();
  }

  private void greet(Watched watched) throws NodeException {
    watched.node.connect(onHead);
    if (!watched.known) {
      Hash256 told = watched.node.genesisHash();
      if (genesis.isPresent() && !genesis.get().equals(told)) {
        throw new NodeException.Unverified(
            "%s follows the chain with genesis %s, expected %s"
                .formatted(watched.node.endpoint(), told, genesis.get()));
      }
      genesis = Optional.of(told);
      watched.known = true;
    }
  }

  private void failed(Watched watched, NodeException e) {
    String reason = String.valueOf(e.getMessage());
    String endpoint = watched.node.endpoint();
    String named = reason.contains(endpoint) ? reason : endpoint + ": " + reason;
    if (!named.equals(watched.reason)) {
      LOG.atLevel(watched.known ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.DEBUG)
          .log("a node failed: endpoint={} error={}", endpoint, reason);
    }
    watched.reason = named;
    switch (e) {
      case NodeException.Unavailable _ -> leaveAlone(watched, AFTER_FAILURE);
      case NodeException.Unverified _ -> leaveAlone(watched, AFTER_FAULT);
      case NodeException.Refused _ -> {
        // It is well, it only does not have this.
      }
    }
  }

  private void leaveAlone(Watched watched, Backoff backoff) {
    watched.failures++;
    watched.known = false;
    double chance = clock.chance();
    watched.askAgainAt = clock.instant().plus(backoff.after(watched.failures, chance));
  }

  /** An interrupt while a node was asked is not the node's failure. */
  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Closes the connections. */
  @Override
  public void close() {
    nodes.forEach(watched -> watched.node.close());
  }
}
