package dev.runtimebridge.syncer.testing;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.ChainCall.RegisterWorker;
import dev.runtimebridge.syncer.domain.ChainCall.SyncOffchainMessage;
import dev.runtimebridge.syncer.domain.ChainCall.UpdateWorkerEndpoint;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.port.EncodedRequest;
import dev.runtimebridge.syncer.port.NoCollateral;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A worker that is nothing but pRuntime's counters and the rules for them. */
public final class TinyRuntime implements PRuntime {
  /** Relay-chain headers whose justification it refuses. */
  public final Set<Long> badJustifications = new HashSet<>();

  /** What the next calls but GetInfo fail with. */
  public final Deque<PRuntimeFailure> failures = new ArrayDeque<>();

  /** Why its attestation cannot be completed. */
  public volatile Optional<String> collateralTrouble = Optional.empty();

  /** Whether it takes no state. */
  public volatile boolean refuseStates;

  /** What it holds for the chain. */
  public final List<SyncOffchainMessage> messages = new CopyOnWriteArrayList<>();

  /** How often its process was ended. */
  public volatile int kicks;

  private final TinyLog log;
  private boolean initialized;
  private String genesis = "";
  private boolean waiting;
  private boolean canLoad;
  private Heights at = Heights.NONE;
  private int calls;

  /** A worker that is new. */
  public TinyRuntime(TinyLog log) {
    this.log = log;
  }

  /** Heights now. */
  public synchronized Heights heights() {
    return at;
  }

  /** How many calls other than GetInfo came. */
  public synchronized int calls() {
    return calls;
  }

  /** Is as it was at {@code before}, as after a restart from a checkpoint. */
  public synchronized void goBackTo(Heights before) {
    at = before;
    waiting = false;
  }

  /** Belongs to that chain. */
  public synchronized void initializeFor(String otherGenesis) {
    initialized = true;
    genesis = otherGenesis;
  }

  @Override
  public synchronized RuntimeFacts getInfo() {
    return new RuntimeFacts(
        initialized,
        false,
        "aa",
        genesis,
        at,
        "root" + at.nextParaBlock(),
        waiting,
        canLoad,
        "2.2.0",
        "tiny",
        1,
        2,
        true,
        messages.size(),
        List.of(),
        0,
        false);
  }

  @Override
  public synchronized Initialized initRuntime(EncodedRequest request) throws PRuntimeFailure {
    begin();
    if (initialized) {
      throw refused("Runtime already initialized");
    }
    initialized = true;
    canLoad = true;
    genesis = TinyLog.GENESIS.toString().substring(2);
    at = new Heights(TinyRequests.numbers(request)[0] + 1, 0, 1);
    return new Initialized("aa", genesis);
  }

  @Override
  public synchronized void loadChainState(EncodedRequest request) throws PRuntimeFailure {
    begin();
    if (!canLoad || refuseStates) {
      throw refused("Can not load chain state");
    }
    long block = TinyRequests.numbers(request)[0];
    at = new Heights(at.nextRelayHeader(), block, block + 1);
    canLoad = false;
  }

  @Override
  public synchronized NextHeaders syncCombinedHeaders(EncodedRequest request)
      throws PRuntimeFailure {
    begin();
    canLoad = false;
    long[] range = TinyRequests.numbers(request);
    require(range[0] == at.nextRelayHeader(), "BlockNumberMismatch");
    require(log.mark(range[1]).justified(), "MissingJustification");
    for (long middle = range[0]; middle < range[1]; middle++) {
      require(!log.mark(middle).changesSet(), "HeaderValidateFailed(bad justification: set)");
    }
    require(
        !badJustifications.contains(range[1]),
        "HeaderValidateFailed(bad justification for header: invalid commit)");
    at = at.withHeaders(range[1] + 1, at.nextParaHeader());
    waiting = true;
    if (range[2] <= range[3]) {
      paraHeaders(range[2], range[3]);
    }
    return new NextHeaders(at.nextRelayHeader(), at.nextParaHeader());
  }

  @Override
  public synchronized long syncParaHeader(EncodedRequest request) throws PRuntimeFailure {
    begin();
    long[] range = TinyRequests.numbers(request);
    paraHeaders(range[0], range[1]);
    return at.nextParaHeader();
  }

  @Override
  public synchronized long dispatchBlocks(EncodedRequest request) throws PRuntimeFailure {
    begin();
    long[] range = TinyRequests.numbers(request);
    require(range[0] == at.nextParaBlock(), "BlockNumberMismatch");
    require(range[1] < at.nextParaHeader(), "NoStateRoot");
    at = at.withParaBlock(range[1] + 1);
    return at.nextParaBlock();
  }

  @Override
  public synchronized List<SyncOffchainMessage> egressMessages(int most) {
    return messages.stream().limit(most).toList();
  }

  @Override
  public synchronized RegisterWorker registrationInfo(boolean force, Optional<Bytes> operator)
      throws PRuntimeFailure, NoCollateral {
    begin();
    if (collateralTrouble.isPresent()) {
      throw new NoCollateral(collateralTrouble.get());
    }
    return new RegisterWorker(operator.orElse(Bytes.EMPTY), Bytes.of(new byte[] {0}), force);
  }

  @Override
  public synchronized UpdateWorkerEndpoint signEndpoints(List<String> endpoints)
      throws PRuntimeFailure {
    begin();
    return new UpdateWorkerEndpoint(Bytes.utf8(String.join(",", endpoints)), Bytes.EMPTY);
  }

  @Override
  public synchronized long takeCheckpoint() throws PRuntimeFailure {
    begin();
    return at.nextParaBlock() - 1;
  }

  @Override
  public synchronized void kick() throws PRuntimeFailure {
    begin();
    kicks++;
  }

  private void paraHeaders(long from, long to) throws PRuntimeFailure {
    require(waiting, "RelaychainHeaderNotSynced");
    require(from == at.nextParaHeader(), "BlockNumberMismatch");
    long head = log.mark(at.nextRelayHeader() - 1).paraHead().orElse(-1);
    require(to == head, "StorageProofFailed(storage value mismatch)");
    waiting = false;
    at = at.withHeaders(at.nextRelayHeader(), to + 1);
  }

  private void begin() throws PRuntimeFailure {
    calls++;
    PRuntimeFailure failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
  }

  private static void require(boolean met, String message) throws PRuntimeFailure {
    if (!met) {
      throw refused(message);
    }
  }

  private static PRuntimeFailure refused(String message) {
    return new PRuntimeFailure(FailureKind.REFUSED, message);
  }
}
