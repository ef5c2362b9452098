package dev.runtimebridge.devnet.node;

import java.time.Duration;
import java.util.Set;

/**
 * What is wrong with a node at present. {@link #NONE} is a sound node; the {@code with…} methods
 * add one fault each.
 *
 * @param refuseConnections the port is closed
 * @param dropAfter requests that a node answers before it cuts the connection of the next one;
 *     negative for never
 * @param stall takes requests and never answers
 * @param slowMs holds back every answer this long
 * @param badJustification signs another round than it says
 * @param badProof spoils the last node of every read proof
 * @param wrongStorageChanges gives one changed value of a block as another
 * @param wrongParent gives headers with another parent
 * @param wrongChain answers for a chain with another genesis
 * @param keepBlocks states and bodies that are kept, counted back from the finalized block;
 *     negative keeps all
 * @param lagBlocks blocks that the node is behind
 * @param hiddenMethods methods that the node says it does not have
 */
public record Faults(
    boolean refuseConnections,
    long dropAfter,
    boolean stall,
    long slowMs,
    boolean badJustification,
    boolean badProof,
    boolean wrongStorageChanges,
    boolean wrongParent,
    boolean wrongChain,
    long keepBlocks,
    long lagBlocks,
    Set<String> hiddenMethods) {

  /** Nothing is wrong. */
  public static final Faults NONE =
      new Faults(false, -1, false, 0, false, false, false, false, false, -1, 0, Set.of());

  /** Copies what it is given and checks it. */
  public Faults {
    hiddenMethods = Set.copyOf(hiddenMethods);
    if (slowMs < 0 || lagBlocks < 0) {
      throw new IllegalArgumentException(
          "slowMs " + slowMs + " and lagBlocks " + lagBlocks + " must not be negative");
    }
  }

  /** Adds a closed port. */
  public Faults withRefusedConnections() {
    return new Faults(
        true,
        dropAfter,
        stall,
        slowMs,
        badJustification,
        badProof,
        wrongStorageChanges,
        wrongParent,
        wrongChain,
        keepBlocks,
        lagBlocks,
        hiddenMethods);
  }

  /** Adds that every request after so many cuts its connection. */
  public Faults withDropAfter(long requests) {
    return new Faults(
        refuseConnections,
        requests,
        stall,
        slowMs,
        badJustification,
        badProof,
        wrongStorageChanges,
        wrongParent,
        wrongChain,
        keepBlocks,
        lagBlocks,
        hiddenMethods);
  }

  /** Adds that nothing is answered. */
  public Faults withStall() {
    return new Faults(
        refuseConnections,
        dropAfter,
        true,
        slowMs,
        badJustification,
        badProof,
        wrongStorageChanges,
        wrongParent,
        wrongChain,
        keepBlocks,
        lagBlocks,
        hiddenMethods);
  }

  /** Adds that every answer comes this much later. */
  public Faults withSlow(Duration delay) {
    return new Faults(
        refuseConnections,
        dropAfter,
        stall,
        delay.toMillis(),
        badJustification,
        badProof,
        wrongStorageChanges,
        wrongParent,
        wrongChain,
        keepBlocks,
        lagBlocks,
        hiddenMethods);
  }

  /** Adds justifications that do not verify. */
  public Faults withBadJustification() {
    return new Faults(
        refuseConnections,
        dropAfter,
        stall,
        slowMs,
        true,
        badProof,
        wrongStorageChanges,
        wrongParent,
        wrongChain,
        keepBlocks,
        lagBlocks,
        hiddenMethods);
  }

  /** Adds read proofs that do not lead to the state root. */
  public Faults withBadProof() {
    return new Faults(
        refuseConnections,
        dropAfter,
        stall,
        slowMs,
        badJustification,
        true,
        wrongStorageChanges,
        wrongParent,
        wrongChain,
        keepBlocks,
        lagBlocks,
        hiddenMethods);
  }

  /** Adds storage changes that do not lead to the next state root. */
  public Faults withWrongStorageChanges() {
    return new Faults(
        refuseConnections,
        dropAfter,
        stall,
        slowMs,
        badJustification,
        badProof,
        true,
        wrongParent,
        wrongChain,
        keepBlocks,
        lagBlocks,
        hiddenMethods);
  }

  /** Adds headers that do not follow their parents. */
  public Faults withWrongParent() {
    return new Faults(
        refuseConnections,
        dropAfter,
        stall,
        slowMs,
        badJustification,
        badProof,
        wrongStorageChanges,
        true,
        wrongChain,
        keepBlocks,
        lagBlocks,
        hiddenMethods);
  }

  /** Adds that the node follows another network. */
  public Faults withWrongChain() {
    return new Faults(
        refuseConnections,
        dropAfter,
        stall,
        slowMs,
        badJustification,
        badProof,
        wrongStorageChanges,
        wrongParent,
        true,
        keepBlocks,
        lagBlocks,
        hiddenMethods);
  }

  /** Adds that the node has forgotten all states and bodies but the newest. */
  public Faults withPruning(long blocksKept) {
    return new Faults(
        refuseConnections,
        dropAfter,
        stall,
        slowMs,
        badJustification,
        badProof,
        wrongStorageChanges,
        wrongParent,
        wrongChain,
        blocksKept,
        lagBlocks,
        hiddenMethods);
  }

  /** Adds that the node is behind. */
  public Faults withLag(long blocks) {
    return new Faults(
        refuseConnections,
        dropAfter,
        stall,
        slowMs,
        badJustification,
        badProof,
        wrongStorageChanges,
        wrongParent,
        wrongChain,
        keepBlocks,
        blocks,
        hiddenMethods);
  }

  /** Adds methods that the node does not have. */
  public Faults withHiddenMethods(String... methods) {
    return new Faults(
        refuseConnections,
        dropAfter,
        stall,
        slowMs,
        badJustification,
        badProof,
        wrongStorageChanges,
        wrongParent,
        wrongChain,
        keepBlocks,
        lagBlocks,
        Set.of(methods));
  }
}
