package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.solo.simulation.LightCall.Message;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.ChainCall.SyncOffchainMessage;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;

/**
 * A worker: pRuntime's counters and its rules for them, checkpoints, and messages for the chain,
 * which follow from the blocks that it has executed, so that a block executed again makes the same
 * again.
 */
final class SimWorker {
  private static final int KEY = 32;
  private static final int MESSAGE_EVERY = 4;

  private final int index;
  private final PublishedChain chain;
  private final LongFunction<LightState> stateAt;
  private final List<Heights> checkpoints = new ArrayList<>();
  private Heights at = Heights.NONE;
  private boolean initialized;
  private boolean waiting;

  /** Answers nothing. */
  boolean down;

  /** Says that another request is under way. */
  boolean busy;

  /** Executes, but the answer comes too late. */
  boolean slow;

  /**
   * A worker that is new.
   *
   * @param stateAt what the parachain's state said after a block
   */
  SimWorker(int index, PublishedChain chain, LongFunction<LightState> stateAt) {
    this.index = index;
    this.chain = chain;
    this.stateAt = stateAt;
  }

  String endpoint() {
    return "http://worker-" + index;
  }

  String id() {
    String name = "worker:w" + index;
    return "worker/" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  int index() {
    return index;
  }

  Bytes key() {
    byte[] key = new byte[KEY];
    Arrays.fill(key, (byte) (index + 1));
    return Bytes.of(key);
  }

  Bytes sender() {
    return Bytes.concat(new byte[] {2}, key().toByteArray());
  }

  Heights at() {
    return at;
  }

  /** Its process ends and begins again from an older checkpoint, or from nothing. */
  void restart(Scheduler scheduler) {
    waiting = false;
    if (checkpoints.isEmpty() || scheduler.oneIn(4)) {
      initialized = false;
      at = Heights.NONE;
      checkpoints.clear();
    } else {
      at = checkpoints.get(scheduler.chance().nextInt(checkpoints.size()));
    }
  }

  void heal() {
    down = false;
    busy = false;
    slow = false;
  }

  RuntimeFacts info() {
    return new RuntimeFacts(
        initialized,
        false,
        key().hex().substring(2),
        initialized ? SimSyncLog.GENESIS.toString().substring(2) : "",
        at,
        "root" + at.nextParaBlock(),
        waiting,
        false,
        "2.2.0",
        "simulated",
        1,
        2,
        true,
        messages().size(),
        List.of(),
        0,
        false);
  }

  void init(long start) throws PRuntimeFailure {
    require(!initialized, "Runtime already initialized");
    initialized = true;
    at = new Heights(start + 1, 1, 1);
  }

  void headers(long[] range) throws PRuntimeFailure {
    require(initialized && range[0] == at.nextRelayHeader(), "BlockNumberMismatch");
    require(range[1] <= chain.relay() && chain.mark(range[1]).justified(), "MissingJustification");
    for (long middle = range[0]; middle < range[1]; middle++) {
      require(!chain.mark(middle).changesSet(), "HeaderValidateFailed(bad justification: set)");
    }
    at = at.withHeaders(range[1] + 1, at.nextParaHeader());
    waiting = true;
    if (range[2] <= range[3]) {
      paraHeaders(range[2], range[3]);
    }
  }

  void paraHeaders(long from, long to) throws PRuntimeFailure {
    require(waiting, "RelaychainHeaderNotSynced");
    require(from == at.nextParaHeader(), "BlockNumberMismatch");
    require(
        to == chain.mark(at.nextRelayHeader() - 1).paraHead().orElse(-1),
        "StorageProofFailed(storage value mismatch)");
    waiting = false;
    at = at.withHeaders(at.nextRelayHeader(), to + 1);
  }

  void blocks(long from, long to) throws PRuntimeFailure {
    require(initialized && from == at.nextParaBlock(), "BlockNumberMismatch");
    require(to < at.nextParaHeader(), "NoStateRoot");
    at = at.withParaBlock(to + 1);
    if (!waiting) {
      checkpoints.add(at);
    }
  }

  private static void require(boolean met, String message) throws PRuntimeFailure {
    if (!met) {
      throw new PRuntimeFailure(FailureKind.REFUSED, message);
    }
  }

  /** Messages that it has made by block {@code block}. */
  static long madeBy(long block) {
    return Math.max(0, block) / MESSAGE_EVERY;
  }

  /** What it holds for the chain: what the chain had not taken as of its last block. */
  List<SyncOffchainMessage> messages() {
    var held = new ArrayList<SyncOffchainMessage>();
    long block = at.nextParaBlock() - 1;
    if (initialized && block > 0) {
      long made = madeBy(block);
      for (long next = stateAt.apply(block).nextSequence(sender()); next < made; next++) {
        held.add(new SyncOffchainMessage(message(next).encode(), sender(), next));
      }
    }
    return held;
  }

  private Message message(long sequence) {
    return new Message(sender(), sequence, payload(sender(), sequence));
  }

  /** What stands in a message. */
  static Bytes payload(Bytes sender, long sequence) {
    return Bytes.utf8("message " + sequence + " of " + sender);
  }
}
