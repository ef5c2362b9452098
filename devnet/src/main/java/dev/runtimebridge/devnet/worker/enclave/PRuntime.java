package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.devnet.worker.enclave.RelayHeader.Justification;
import dev.runtimebridge.devnet.worker.enclave.RuntimeState.Genesis;
import dev.runtimebridge.devnet.worker.enclave.RuntimeState.Headers;
import dev.runtimebridge.devnet.worker.life.ChainLife;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.pruntime.AuthoritySetChange;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One worker's enclave: every rule that pRuntime enforces, with its texts. What a method has done
 * before it refuses stays done where pRuntime leaves it so. Not for several threads at once.
 *
 * <p>All numbers that methods return are of the last accepted item, as unsigned 32 bit: one less
 * than 0 is 4294967295.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/src/storage_sync.rs">storage_sync.rs</a>
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/src/prpc_service.rs">prpc_service.rs</a>
 */
public final class PRuntime {
  private static final String NOT_INITIALIZED = "Runtime not initialized";
  private static final String BLOCK_NUMBER_MISMATCH = "BlockNumberMismatch";

  private final Identity identity;
  private final AuthorityTracking tracking;
  private final SharedChecks checks;
  private boolean canLoadChainState;
  private @Nullable RuntimeState state;

  private PRuntime(
      Identity identity,
      AuthorityTracking tracking,
      SharedChecks checks,
      boolean canLoadChainState,
      @Nullable RuntimeState state) {
    this.identity = identity;
    this.tracking = tracking;
    this.checks = checks;
    this.canLoadChainState = canLoadChainState;
    this.state = state;
  }

  /** An enclave that has not been initialised. */
  public static PRuntime fresh(Identity identity, AuthorityTracking tracking, SharedChecks checks) {
    return new PRuntime(identity, tracking, checks, true, null);
  }

  /** An enclave as a checkpoint has it; no state can be loaded into it any more. */
  public static PRuntime restored(
      Identity identity, AuthorityTracking tracking, SharedChecks checks, RuntimeState state) {
    return new PRuntime(identity, tracking, checks, false, state);
  }

  /** A copy that goes its own way. */
  public PRuntime copy() {
    return new PRuntime(identity, tracking, checks, canLoadChainState, state);
  }

  /** What it knows; absent until it is initialised. */
  public Optional<RuntimeState> state() {
    return Optional.ofNullable(state);
  }

  /** Its keys. */
  public Identity identity() {
    return identity;
  }

  /** How it learns of authorities. */
  public AuthorityTracking tracking() {
    return tracking;
  }

  /** Whether a state may still be loaded. */
  public boolean canLoadChainState() {
    return canLoadChainState;
  }

  /**
   * InitRuntime. Where pRuntime would end its process because the genesis block's authorities are
   * not proven, this refuses.
   */
  public RuntimeState initRuntime(InitRequest request) throws AppError {
    if (state != null) {
      throw new AppError("Runtime already initialized");
    }
    if (request.debugKey() && request.attestationProvider() != null) {
      throw new AppError("RA is disallowed when debug_set_key is enabled");
    }
    Hash256 relayRoot = request.genesisHeader().stateRoot();
    Optional<String> unproven =
        AuthorityProof.refusal(relayRoot, request.proof(), request.authorities());
    if (unproven.isPresent()) {
      throw new AppError("Bridge initialize failed: " + unproven.get());
    }
    if (!request.isParachain()) {
      throw new AppError(
          request.state().state().trie().root().equals(relayRoot)
              ? "ChainModeMismatch"
              : "state root mismatch");
    }
    Genesis genesis =
        new Genesis(
            request.genesisHash(),
            request.state().paraId(),
            request.operator(),
            request.attestationProvider());
    long nextRelay = request.genesisHeader().number() + 1;
    state =
        RuntimeState.initial(genesis, request.authorities(), nextRelay, request.state().state());
    return state;
  }

  /**
   * SyncHeader.
   *
   * @param refused numbers whose justification is bad whatever it says
   */
  public long syncHeader(
      List<RelayHeader> sent, @Nullable AuthoritySetChange change, LongPredicate refused)
      throws AppError {
    canLoadChainState = false;
    RuntimeState now = initialized();
    Headers progress = now.headers();
    List<RelayHeader> batch =
        sent.stream().filter(each -> each.header().number() >= progress.nextRelay()).toList();
    if (batch.isEmpty()) {
      return lastOf(progress.nextRelay());
    }
    if (batch.getFirst().header().number() != progress.nextRelay()) {
      throw new AppError(BLOCK_NUMBER_MISMATCH);
    }
    RelayHeader last = batch.getLast();
    Justification justification = last.justification();
    if (justification == null) {
      throw new AppError("MissingJustification");
    }
    for (int i = 1; i < batch.size(); i++) {
      requireParent(batch.get(i - 1).hash(), batch.get(i).header().parentHash());
    }
    var submitted =
        now.lightClient().submit(batch, justification, change, tracking, checks, refused);
    if (submitted.refusal().isPresent()) {
      state = now.with(submitted.client(), progress);
      throw new AppError("HeaderValidateFailed(" + submitted.refusal().get() + ")");
    }
    state = now.with(submitted.client(), progress.afterRelay(last));
    return last.header().number();
  }

  /** SyncParaHeader. */
  public long syncParaHeader(List<ParaHeader> sent, Proof proof) throws AppError {
    RuntimeState now = initialized();
    Headers progress = now.headers();
    List<ParaHeader> batch =
        sent.stream().filter(each -> each.header().number() >= progress.nextPara()).toList();
    if (batch.isEmpty()) {
      return lastOf(progress.nextPara());
    }
    if (batch.getFirst().header().number() != progress.nextPara()) {
      throw new AppError(BLOCK_NUMBER_MISMATCH);
    }
    Hash256 relayRoot = progress.relayRoot();
    if (relayRoot == null) {
      throw new AppError("RelaychainHeaderNotSynced");
    }
    ParaHeader last = batch.getLast();
    var head = Bytes.of(new ScaleWriter().byteVec(last.encoded().toByteArray()).toByteArray());
    Bytes key = StorageKeys.paraHead(now.genesis().paraId());
    Optional<String> unproven = checks.storageValue(relayRoot, proof, key, head);
    if (unproven.isPresent()) {
      throw new AppError("StorageProofFailed(" + unproven.get() + ")");
    }
    for (int i = 1; i < batch.size(); i++) {
      requireParent(batch.get(i - 1).hash(), batch.get(i).header().parentHash());
    }
    List<Hash256> roots = batch.stream().map(each -> each.header().stateRoot()).toList();
    state = now.with(progress.afterPara(last.header().number(), progress.paraRoots().plus(roots)));
    return last.header().number();
  }

  /** What SyncCombinedHeaders reached on both chains. */
  public record HeadersSynced(long relaychain, long parachain) {}

  /** SyncCombinedHeaders: what the relay chain gained stays if the parachain's part fails. */
  public HeadersSynced syncCombinedHeaders(
      List<RelayHeader> relaychain,
      @Nullable AuthoritySetChange change,
      List<ParaHeader> parachain,
      Proof proof,
      LongPredicate refused)
      throws AppError {
    long relaychainSyncedTo = syncHeader(relaychain, change, refused);
    long parachainSyncedTo =
        parachain.isEmpty()
            ? lastOf(initialized().headers().nextPara())
            : syncParaHeader(parachain, proof);
    return new HeadersSynced(relaychainSyncedTo, parachainSyncedTo);
  }

  /**
   * DispatchBlocks: blocks before a refused one stay executed.
   *
   * @param afterBlock sees the state after each block
   */
  public long dispatchBlocks(List<BlockChanges> sent, Consumer<RuntimeState> afterBlock)
      throws AppError {
    long next = initialized().nextBlock();
    List<BlockChanges> batch = sent.stream().filter(each -> each.number() >= next).toList();
    for (BlockChanges block : batch) {
      RuntimeState after = execute(initialized(), block);
      state = after;
      afterBlock.accept(after);
    }
    return batch.isEmpty() ? lastOf(next) : batch.getLast().number();
  }

  private RuntimeState execute(RuntimeState before, BlockChanges block) throws AppError {
    if (block.number() != before.nextBlock()) {
      throw new AppError(BLOCK_NUMBER_MISMATCH);
    }
    RuntimeState now = before;
    if (!before.stateValidated()) {
      requireRoot(before.nextBlock() - 1, expectedRoot(before), before.state());
      now = before.validated();
      state = now;
    }
    Hash256 expected = expectedRoot(now);
    ParaState after;
    try {
      after = checks.after(now.state(), block);
    } catch (IllegalArgumentException error) {
      // A key that no trie takes, or a child trie that was never given: no root comes of it.
      throw new AppError("StateRootMismatch block=" + block.number() + " " + error.getMessage());
    }
    requireRoot(block.number(), expected, after);
    var executed = new ChainLife.Executed(block.number(), after.timestampNow(), checks.news(after));
    ChainLife lived = now.life().after(executed, identity);
    return now.afterBlock(
        after,
        lived.egress().waiting().isEmpty()
            ? lived
            : lived.takenUpTo(after.nextSequence(identity.publicKey())));
  }

  /** LoadChainState: begins at a later block than the genesis, with its whole state. */
  public void loadChainState(long block, WholeState given) throws AppError {
    if (!canLoadChainState) {
      throw new AppError("Can not load chain state");
    }
    if (block == 0) {
      throw new AppError("Can not load chain state from block 0");
    }
    RuntimeState now = state;
    if (now == null) {
      throw new AppError("System is uninitialized");
    }
    if (given.paraId() != now.genesis().paraId()) {
      throw new AppError(
          "Loading different parachain state, loading=%d, init=%d"
              .formatted(given.paraId(), now.genesis().paraId()));
    }
    if (given.state().isRegistered(identity.publicKey())) {
      throw new AppError(
          "Failed to load state: the worker is already registered at block " + block);
    }
    if (now.nextBlock() > 1 || now.headers().nextPara() > 1) {
      // Its cause, CannotLoadStateAfterSyncing, is not in the text that goes out.
      throw new AppError("Failed to set synchronizer state");
    }
    state = now.loaded(block, given.state());
    canLoadChainState = false;
  }

  /** From now on {@code operator}, a SCALE account, stands in what it tells of itself. */
  public void setOperator(Bytes operator) throws AppError {
    state = initialized().withOperator(operator);
  }

  /** What it knows, or a refusal if it has not been initialised. */
  public RuntimeState initialized() throws AppError {
    if (state == null) {
      throw new AppError(NOT_INITIALIZED);
    }
    return state;
  }

  private static Hash256 expectedRoot(RuntimeState state) throws AppError {
    return state.headers().paraRoots().first().orElseThrow(() -> new AppError("NoStateRoot"));
  }

  private static void requireRoot(long block, Hash256 expected, ParaState state) throws AppError {
    Hash256 actual = state.trie().root();
    if (!actual.equals(expected)) {
      throw new AppError(
          "StateRootMismatch block=%d expected=%s actual=%s".formatted(block, expected, actual));
    }
  }

  private static void requireParent(Hash256 parent, Hash256 named) throws AppError {
    if (!parent.equals(named)) {
      throw new AppError("HeaderHashMismatch");
    }
  }

  private static long lastOf(long next) {
    return (next - 1) & 0xffff_ffffL;
  }
}
