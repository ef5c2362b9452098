package dev.runtimebridge.devnet.node;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is wrong with a node at present. {@link #NONE} is a sound node; each {@code with…} method
 * adds one fault.
 *
 * @param refuseConnections the port is closed
 * @param dropAfter requests that the node answers before it cuts the connection of every later one;
 *     negative for never
 * @param stall takes requests and never answers
 * @param slowMs holds back every answer this long
 * @param badJustification signed another round than it says
 * @param badProof spoils the last node of every read proof
 * @param wrongStorageChanges gives one changed value of each block as another
 * @param wrongParent gives headers with another parent
 * @param wrongChain answers for a chain with another genesis
 * @param keepBlocks states and bodies that are kept, counted back from the finalized block;
 *     negative keeps all
 * @param lagBlocks blocks that the node is behind
 * @param hiddenMethods methods that the node says it does not have
 * @param dropTransactions transactions, from the next one on, that are taken and then forgotten
 *     without a word
 * @param dropPercent share of the transactions after those that is forgotten too
 * @param keepTransactions parachain blocks for which a transaction is kept out of blocks
 * @param outdatedTransactions transactions, from the next one on, that are refused as outdated
 * @param healAfterBlocks blocks of its chain after which the node is sound again; negative for
 *     never
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
    Set<String> hiddenMethods,
    long dropTransactions,
    int dropPercent,
    long keepTransactions,
    long outdatedTransactions,
    long healAfterBlocks) {

  /** Nothing is wrong. */
  public static final Faults NONE =
      new Faults(
          false, -1, false, 0, false, false, false, false, false, -1, 0, Set.of(), 0, 0, 0, 0, -1);

  /** Copies what it is given and checks it. */
  public Faults {
    hiddenMethods = Set.copyOf(hiddenMethods);
    if (slowMs < 0 || lagBlocks < 0) {
      throw new IllegalArgumentException(
          "slowMs " + slowMs + " and lagBlocks " + lagBlocks + " must not be negative");
    }
    if (dropTransactions < 0 || keepTransactions < 0 || outdatedTransactions < 0) {
      throw new IllegalArgumentException(
          "dropTransactions %d, keepTransactions %d and outdatedTransactions %d must not be negative"
              .formatted(dropTransactions, keepTransactions, outdatedTransactions));
    }
    if (dropPercent < 0 || dropPercent > 100) {
      throw new IllegalArgumentException("dropPercent is " + dropPercent + ", it must be 0 to 100");
    }
  }

  /** Adds a closed port. */
  public Faults withRefusedConnections() {
    return edit(faults -> faults.refuseConnections = true);
  }

  /** Adds that every request after so many cuts its connection. */
  public Faults withDropAfter(long requests) {
    return edit(faults -> faults.dropAfter = requests);
  }

  /** Adds that nothing is answered. */
  public Faults withStall() {
    return edit(faults -> faults.stall = true);
  }

  /** Adds that every answer comes this much later. */
  public Faults withSlow(Duration delay) {
    return edit(faults -> faults.slowMs = delay.toMillis());
  }

  /** Adds justifications that do not verify. */
  public Faults withBadJustification() {
    return edit(faults -> faults.badJustification = true);
  }

  /** Adds read proofs that do not lead to the state root. */
  public Faults withBadProof() {
    return edit(faults -> faults.badProof = true);
  }

  /** Adds storage changes that do not lead to the next state root. */
  public Faults withWrongStorageChanges() {
    return edit(faults -> faults.wrongStorageChanges = true);
  }

  /** Adds headers that do not follow their parents. */
  public Faults withWrongParent() {
    return edit(faults -> faults.wrongParent = true);
  }

  /** Adds that the node follows another network. */
  public Faults withWrongChain() {
    return edit(faults -> faults.wrongChain = true);
  }

  /** Adds that the node has forgotten all states and bodies but the newest. */
  public Faults withPruning(long blocksKept) {
    return edit(faults -> faults.keepBlocks = blocksKept);
  }

  /** Adds that the node is behind. */
  public Faults withLag(long blocks) {
    return edit(faults -> faults.lagBlocks = blocks);
  }

  /** Adds methods that the node does not have. */
  public Faults withHiddenMethods(String... methods) {
    return edit(faults -> faults.hiddenMethods = Set.of(methods));
  }

  /** Adds that the next transactions are taken and forgotten. */
  public Faults withDroppedTransactions(long next) {
    return edit(faults -> faults.dropTransactions = next);
  }

  /** Adds that a share of the transactions is taken and forgotten. */
  public Faults withDroppedShare(int percent) {
    return edit(faults -> faults.dropPercent = percent);
  }

  /** Adds that transactions are kept out of blocks for so long. */
  public Faults withKeptTransactions(long blocks) {
    return edit(faults -> faults.keepTransactions = blocks);
  }

  /** Adds that the next transactions are refused as outdated. */
  public Faults withOutdatedTransactions(long next) {
    return edit(faults -> faults.outdatedTransactions = next);
  }

  /** Adds that all faults end after so many blocks of the chain. */
  public Faults withHealing(long blocks) {
    return edit(faults -> faults.healAfterBlocks = blocks);
  }

  private Faults edit(Consumer<Edit> change) {
    var edit = new Edit(this);
    change.accept(edit);
    return edit.done();
  }

  private static final class Edit {
    private boolean refuseConnections;
    private long dropAfter;
    private boolean stall;
    private long slowMs;
    private boolean badJustification;
    private boolean badProof;
    private boolean wrongStorageChanges;
    private boolean wrongParent;
    private boolean wrongChain;
    private long keepBlocks;
    private long lagBlocks;
    private Set<String> hiddenMethods;
    private long dropTransactions;
    private int dropPercent;
    private long keepTransactions;
    private long outdatedTransactions;
    private long healAfterBlocks;

    private Edit(Faults from) {
      refuseConnections = from.refuseConnections;
      dropAfter = from.dropAfter;
      stall = from.stall;
      slowMs = from.slowMs;
      badJustification = from.badJustification;
      badProof = from.badProof;
      wrongStorageChanges = from.wrongStorageChanges;
      wrongParent = from.wrongParent;
      wrongChain = from.wrongChain;
      keepBlocks = from.keepBlocks;
      lagBlocks = from.lagBlocks;
      hiddenMethods = from.hiddenMethods;
      dropTransactions = from.dropTransactions;
      dropPercent = from.dropPercent;
      keepTransactions = from.keepTransactions;
      outdatedTransactions = from.outdatedTransactions;
      healAfterBlocks = from.healAfterBlocks;
    }

    private Faults done() {
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
          hiddenMethods,
          dropTransactions,
          dropPercent,
          keepTransactions,
          outdatedTransactions,
          healAfterBlocks);
    }
  }
}
