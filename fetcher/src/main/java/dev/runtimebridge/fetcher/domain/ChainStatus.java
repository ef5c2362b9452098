package dev.runtimebridge.fetcher.domain;

import java.util.List;
import java.util.Optional;

/**
 * How far a chain and the log are.
 *
 * @param finalized highest finalized block that a healthy node told
 * @param published last block in the log
 * @param waitingFor what the fetcher waits for, in words; empty when all is well
 */
public record ChainStatus(
    Side chain,
    Optional<ChainPoint> finalized,
    Optional<ChainPoint> published,
    List<NodeStatus> nodes,
    String waitingFor) {

  /** Copies the list. */
  public ChainStatus {
    nodes = List.copyOf(nodes);
  }

  /** Which of the two chains. */
  public enum Side {
    /** The relay chain. */
    RELAY,
    /** The parachain. */
    PARA
  }

  /**
   * One node.
   *
   * @param inUse whether requests go to it at present
   */
  public record NodeStatus(String endpoint, NodeStanding standing, boolean inUse) {}
}
