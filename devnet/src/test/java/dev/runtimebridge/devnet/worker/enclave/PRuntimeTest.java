package dev.runtimebridge.devnet.worker.enclave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.worker.TinyChain;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.pruntime.AuthoritySetChange;
import dev.runtimebridge.substrate.pruntime.Blocks;
import dev.runtimebridge.substrate.pruntime.HeadersToSync;
import dev.runtimebridge.substrate.pruntime.ParaHeaders;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** One test for each rule that pRuntime enforces, with its exact text. */
class PRuntimeTest {
  private static final TinyChain CHAIN = new TinyChain(40, 10, 512);
  private static final LongPredicate NONE = Set.<Long>of()::contains;

  private final SharedChecks checks = new SharedChecks();
  private final Identity identity = Identity.of(1, 0);
  private PRuntime worker = PRuntime.fresh(identity, AuthorityTracking.SCHEDULED_CHANGE, checks);

  // --- InitRuntime

  @Test
  void shouldExpectTheFirstHeadersAfterInit() throws AppError {
    init();
    assertNumbers(1, 0, 1);
    assertTrue(worker.canLoadChainState());
    assertEquals(TinyChain.PARA_ID, state().genesis().paraId());
    assertEquals(CHAIN.relay(0).hash(), state().genesis().blockHash());
  }

  @Test
  void shouldRefuseToInitTwice() throws AppError {
    init();
    refused("Runtime already initialized", this::init);
  }

  @Test
  void shouldRefuseAuthoritiesThatTheGenesisProofDoesNotShow() {
    AuthoritySet others = new AuthoritySet(0, CHAIN.authorities(1).authorities());
    refused(
        "Bridge initialize failed: validator set mismatch",
        () -> worker.initRuntime(initRequest(CHAIN.genesisInfo(others), false, null)));
    refused("Runtime not initialized", () -> sync(1, 1));
  }

  @Test
  void shouldRefuseASetIdThatTheGenesisProofContradicts() {
    AuthoritySet late = new AuthoritySet(5, CHAIN.authorities(0).authorities());
    refused(
        "Bridge initialize failed: validator set mismatch",
        () -> worker.initRuntime(initRequest(CHAIN.genesisInfo(late), false, null)));
  }

  @Test
  void shouldRefuseAttestationWithADebugKey() {
    refused(
        "RA is disallowed when debug_set_key is enabled",
        () -> worker.initRuntime(initRequest(CHAIN.genesisInfo(), true, Bytes.of(new byte[] {1}))));
  }

  @Test
  void shouldRefuseEverythingBeforeInit() {
    refused("Runtime not initialized", () -> sync(1, 1));
    refused("Runtime not initialized", () -> syncPara(0, 0, 1));
    refused("Runtime not initialized", () -> dispatch(1, 1));
  }

  // --- SyncHeader

  @Test
  void shouldAcceptJustifiedHeaders() throws AppError {
    init();
    assertEquals(5, sync(1, 5));
    assertNumbers(6, 0, 1);
    assertEquals(CHAIN.relay(5).stateRoot(), state().headers().relayRoot());
  }

  @Test
  void shouldForbidToLoadAStateAfterAnySyncHeaderEvenAFailingOne() throws AppError {
    init();
    refused("BlockNumberMismatch", () -> sync(3, 5));
    assertFalse(worker.canLoadChainState());
  }

  @Test
  void shouldDropHeadersThatItHas() throws AppError {
    init();
    sync(1, 5);
    assertEquals(8, sync(3, 8));
    assertEquals(8, sync(2, 7));
    assertNumbers(9, 0, 1);
  }

  @Test
  void shouldAnswerTheLastHeaderToAnEmptyBatch() throws AppError {
    init();
    assertEquals(0, worker.syncHeader(List.of(), null, NONE));
  }

  @Test
  void shouldRefuseHeadersWithAGapBefore() throws AppError {
    init();
    refused("BlockNumberMismatch", () -> sync(2, 5));
  }

  @Test
  void shouldRefuseALastHeaderWithoutJustification() throws AppError {
    init();
    List<RelayHeader> bare =
        relay(1, 5).stream()
            .map(each -> new RelayHeader(each.header(), each.hash(), null))
            .toList();
    refused("MissingJustification", () -> worker.syncHeader(bare, null, NONE));
  }

  @Test
  void shouldRefuseHeadersThatAreNoChain() throws AppError {
    init();
    List<RelayHeader> torn = List.of(relay(1, 1).getFirst(), relay(3, 3).getFirst());
    refused("HeaderHashMismatch", () -> worker.syncHeader(torn, null, NONE));
  }

  @Test
  void shouldRefuseHeadersOfAnotherChain() throws AppError {
    init();
    Header stranger =
        new Header(Hash256.ZERO, 1, CHAIN.relay(1).stateRoot(), Hash256.ZERO, List.of());
    refused(
        "HeaderValidateFailed(invalid ancestry proof)",
        () -> worker.syncHeader(signed(stranger, 0), null, NONE));
  }

  @Test
  void shouldRefuseAJustificationOfAnotherBlock() throws AppError {
    init();
    refused(
        "HeaderValidateFailed(bad justification for header: invalid commit target in grandpa"
            + " justification)",
        () -> syncWith(5, CHAIN.justification(4)));
  }

  @Test
  void shouldRefuseAJustificationByOtherAuthorities() throws AppError {
    init();
    refused(
        "HeaderValidateFailed(bad justification for header: invalid commit in grandpa"
            + " justification)",
        () -> syncWith(5, TinyChain.justification(CHAIN.relay(5).hash(), 5, 1)));
  }

  @Test
  void shouldRefuseAChangedSignature() throws AppError {
    init();
    byte[] justification = CHAIN.justification(5);
    // The first signature stands behind round, target, count and the first vote's target.
    justification[8 + 36 + 1 + 36] ^= 1;
    refused(
        "HeaderValidateFailed(bad justification for header: invalid signature for precommit in"
            + " grandpa justification)",
        () -> syncWith(5, justification));
  }

  @Test
  void shouldRefuseAJustificationThatCannotBeRead() throws AppError {
    init();
    refused(
        "HeaderValidateFailed(error decoding justification for header)",
        () -> syncWith(5, new byte[] {1, 2, 3}));
  }

  @Test
  void shouldRefuseTheJustificationsThatItIsToldTo() throws AppError {
    init();
    refused(
        "HeaderValidateFailed(bad justification for header: invalid commit in grandpa"
            + " justification)",
        () -> worker.syncHeader(relay(1, 5), null, number -> number == 5));
    assertEquals(4, worker.syncHeader(relay(1, 4), null, number -> number == 5));
  }

  @Test
  void shouldFollowAScheduledChangeInTheLastHeader() throws AppError {
    init();
    assertEquals(10, sync(1, 10));
    assertEquals(CHAIN.authorities(1), state().lightClient().authorities().set());
    assertEquals(15, sync(11, 15));
  }

  @Test
  void shouldNotSeeAScheduledChangeInAMiddleHeader() throws AppError {
    init();
    sync(1, 5);
    refused(
        "HeaderValidateFailed(bad justification for header: invalid commit in grandpa"
            + " justification)",
        () -> sync(6, 12));
    assertNumbers(6, 0, 1);
  }

  @Test
  void shouldRefuseAScheduledChangeWithDelay() throws AppError {
    init();
    var change = new ScheduledChange(CHAIN.authorities(1).authorities(), 3);
    Header late =
        new Header(
            CHAIN.relay(0).hash(), 1, Hash256.ZERO, Hash256.ZERO, List.of(change.toDigestItem()));
    refused(
        "HeaderValidateFailed(scheduled change should not have delay)",
        () -> worker.syncHeader(signed(late, 0), null, NONE));
  }

  @Test
  void shouldIgnoreTheAuthoritySetChangeSince22() throws AppError {
    init();
    var nonsense = new AuthoritySetChange(CHAIN.authorities(7), List.of());
    assertEquals(5, worker.syncHeader(relay(1, 5), nonsense, NONE));
    assertEquals(CHAIN.authorities(0), state().lightClient().authorities().set());
  }

  // --- SyncHeader up to 2.1

  @Test
  void shouldNeedTheAuthoritySetChangeUpTo21() throws AppError {
    old();
    assertEquals(10, sync(1, 10));
    refused(
        "HeaderValidateFailed(bad justification for header: invalid commit in grandpa"
            + " justification)",
        () -> sync(11, 15));
  }

  @Test
  void shouldFollowAProvenAuthoritySetChangeUpTo21() throws AppError {
    old();
    assertEquals(10, worker.syncHeader(relay(1, 10), CHAIN.setChange(10), NONE));
    assertEquals(15, sync(11, 15));
  }

  @Test
  void shouldRefuseASetIdThatDoesNotFollowUpTo21() throws AppError {
    old();
    var skipped =
        new AuthoritySetChange(CHAIN.authorities(2), CHAIN.setChange(10).authorityProof());
    refused(
        "HeaderValidateFailed(unexpected validator set id)",
        () -> worker.syncHeader(relay(1, 10), skipped, NONE));
    // From here on it is stuck, as pRuntime was: the header counts as final already.
    refused(
        "HeaderValidateFailed(invalid ancestry proof)",
        () -> worker.syncHeader(relay(1, 10), CHAIN.setChange(10), NONE));
  }

  @Test
  void shouldRefuseAnUnprovenAuthoritySetChangeUpTo21() throws AppError {
    old();
    var early = new AuthoritySetChange(CHAIN.authorities(1), CHAIN.setChange(5).authorityProof());
    refused(
        "HeaderValidateFailed(validator set mismatch)",
        () -> worker.syncHeader(relay(1, 5), early, NONE));
  }

  // --- SyncParaHeader

  @Test
  void shouldUnderflowWhenNoParaHeaderIsSynced() throws AppError {
    init();
    assertEquals(4_294_967_295L, worker.syncParaHeader(List.of(), Proof.of(List.of())));
  }

  @Test
  void shouldAcceptProvenParaHeaders() throws AppError {
    init();
    sync(1, 5);
    assertEquals(2, syncPara(0, 2, 5));
    assertNumbers(6, 3, 1);
    assertEquals(2, syncPara(0, 2, 5));
  }

  @Test
  void shouldRefuseParaHeadersWithAGapBefore() throws AppError {
    init();
    sync(1, 5);
    refused("BlockNumberMismatch", () -> syncPara(1, 2, 5));
  }

  @Test
  void shouldProveOneParaBatchWithEachRelayBatch() throws AppError {
    init();
    refused("RelaychainHeaderNotSynced", () -> syncPara(0, 0, 1));
    sync(1, 5);
    syncPara(0, 2, 5);
    assertEquals(null, state().headers().relayRoot());
    refused("RelaychainHeaderNotSynced", () -> syncPara(3, 3, 6));
  }

  @Test
  void shouldRefuseALastParaHeaderThatIsNotTheHead() throws AppError {
    init();
    sync(1, 5);
    refused("StorageProofFailed(storage value mismatch)", () -> syncPara(0, 1, 5));
    assertEquals(CHAIN.relay(5).stateRoot(), state().headers().relayRoot());
  }

  @Test
  void shouldRefuseAProofFromAnotherRelayBlock() throws AppError {
    init();
    sync(1, 5);
    AppError error = assertThrows(AppError.class, () -> syncPara(0, 2, 4));
    assertTrue(
        error.getMessage().startsWith("StorageProofFailed(Failed to read value from trie: "),
        error.getMessage());
  }

  @Test
  void shouldRefuseParaHeadersThatAreNoChain() throws AppError {
    init();
    sync(1, 5);
    byte[] torn =
        ParaHeaders.encode(
            List.of(CHAIN.para(0).encode(), CHAIN.para(0).encode(), CHAIN.para(2).encode()));
    refused(
        "HeaderHashMismatch",
        () -> worker.syncParaHeader(ParaHeader.listOf(torn), Proof.of(CHAIN.headProof(5))));
  }

  // --- SyncCombinedHeaders

  @Test
  void shouldSyncBothChainsAtOnce() throws AppError {
    init();
    var reached = worker.syncCombinedHeaders(relay(1, 5), null, para(0, 2), proof(5), NONE);
    assertEquals(new PRuntime.HeadersSynced(5, 2), reached);
  }

  @Test
  void shouldSkipTheParachainWhenItHasNoHeaders() throws AppError {
    init();
    var reached =
        worker.syncCombinedHeaders(relay(1, 5), null, List.of(), Proof.of(List.of()), NONE);
    assertEquals(new PRuntime.HeadersSynced(5, 4_294_967_295L), reached);
  }

  @Test
  void shouldKeepTheRelayProgressWhenTheParachainFails() throws AppError {
    init();
    refused(
        "BlockNumberMismatch",
        () -> worker.syncCombinedHeaders(relay(1, 5), null, para(1, 2), proof(5), NONE));
    assertNumbers(6, 0, 1);
  }

  // --- DispatchBlocks

  @Test
  void shouldExecuteBlocks() throws AppError {
    ready(9, 4);
    assertEquals(4, dispatch(1, 4));
    assertNumbers(10, 5, 5);
    assertEquals(CHAIN.paraRoot(4), state().state().trie().root());
    assertEquals(48_000, state().state().timestampNow());
  }

  @Test
  void shouldDropBlocksThatItHas() throws AppError {
    ready(9, 4);
    dispatch(1, 2);
    assertEquals(4, dispatch(1, 4));
    assertEquals(4, dispatch(2, 3));
    assertEquals(4, worker.dispatchBlocks(List.of(), state -> {}));
  }

  @Test
  void shouldRefuseBlocksWithAGapBefore() throws AppError {
    ready(9, 4);
    refused("BlockNumberMismatch", () -> dispatch(2, 4));
  }

  @Test
  void shouldRefuseBlocksWithoutTheirHeadersAndKeepThoseBefore() throws AppError {
    ready(5, 2);
    refused("NoStateRoot", () -> dispatch(1, 4));
    assertNumbers(6, 3, 3);
  }

  @Test
  void shouldRefuseAGenesisStateThatNoHeaderVouchesFor() throws AppError {
    StorageEntry extra = new StorageEntry(Bytes.utf8("forged"), Bytes.utf8("value"));
    byte[] forged = CHAIN.stateWith(0, extra);
    Hash256 actual = checks.wholeState(forged).state().trie().root();
    worker.initRuntime(initRequest(CHAIN.genesisInfo(), forged, false, null));
    sync(1, 5);
    syncPara(0, 2, 5);
    refused(
        "StateRootMismatch block=0 expected=" + CHAIN.paraRoot(0) + " actual=" + actual,
        () -> dispatch(1, 2));
    assertNumbers(6, 3, 1);
  }

  @Test
  void shouldRefuseChangesThatDoNotLeadToTheHeadersRoot() throws AppError {
    ready(9, 4);
    byte[] wrong =
        Blocks.encode(List.of(CHAIN.para(1).encode()), List.of(StorageChanges.NONE.encode()));
    refused(
        "StateRootMismatch block=1 expected=" + CHAIN.paraRoot(1) + " actual=" + CHAIN.paraRoot(0),
        () -> worker.dispatchBlocks(BlockChanges.listOf(wrong), state -> {}));
    assertEquals(4, dispatch(1, 4));
  }

  @Test
  void shouldReadNothingOfABlocksHeaderButItsNumber() throws AppError {
    ready(9, 4);
    Header blank = new Header(Hash256.ZERO, 1, Hash256.ZERO, Hash256.ZERO, List.of());
    byte[] good = CHAIN.blocks(1, 1);
    byte[] header = CHAIN.para(1).encode();
    byte[] changes = java.util.Arrays.copyOfRange(good, 1 + header.length, good.length);
    byte[] sent = Blocks.encode(List.of(blank.encode()), List.of(changes));
    assertEquals(1, worker.dispatchBlocks(BlockChanges.listOf(sent), state -> {}));
  }

  // --- LoadChainState

  @Test
  void shouldBeginAtALoadedState() throws AppError {
    init();
    worker.loadChainState(6, loaded(6));
    assertNumbers(1, 6, 7);
    assertEquals(6, state().genesisBlock());
    assertFalse(worker.canLoadChainState());
    sync(1, 10);
    refused("BlockNumberMismatch", () -> syncPara(7, 7, 10));
    sync(11, 17);
    assertEquals(8, syncPara(6, 8, 17));
    assertEquals(8, dispatch(7, 8));
    assertEquals(CHAIN.paraRoot(8), state().state().trie().root());
  }

  @Test
  void shouldRefuseALoadedStateThatNoHeaderVouchesFor() throws AppError {
    init();
    worker.loadChainState(6, loaded(5));
    sync(1, 10);
    sync(11, 17);
    syncPara(6, 8, 17);
    refused(
        "StateRootMismatch block=6 expected=" + CHAIN.paraRoot(6) + " actual=" + CHAIN.paraRoot(5),
        () -> dispatch(7, 8));
  }

  @Test
  void shouldCheckBeforeItLoadsInThisOrder() throws AppError {
    refused("Can not load chain state from block 0", () -> worker.loadChainState(0, loaded(6)));
    refused("System is uninitialized", () -> worker.loadChainState(6, loaded(6)));
    init();
    WholeState other = new WholeState(loaded(6).state(), 99);
    refused(
        "Loading different parachain state, loading=99, init=2004",
        () -> worker.loadChainState(6, other));
    Bytes key =
        StorageKeys.twox64Concat("PhalaRegistry", "Workers", identity.publicKey().toByteArray());
    byte[] registered = CHAIN.stateWith(6, new StorageEntry(key, Bytes.utf8("info")));
    refused(
        "Failed to load state: the worker is already registered at block 6",
        () -> worker.loadChainState(6, checks.wholeState(registered)));
    worker.loadChainState(6, loaded(6));
    refused("Can not load chain state", () -> worker.loadChainState(0, loaded(6)));
  }

  @Test
  void shouldNotLoadAStateAfterARestart() throws AppError {
    ready(9, 4);
    dispatch(1, 2);
    worker = PRuntime.restored(identity, AuthorityTracking.SCHEDULED_CHANGE, checks, state());
    refused("Can not load chain state", () -> worker.loadChainState(6, loaded(6)));
    assertEquals(4, dispatch(3, 4));
  }

  @Test
  void shouldTakeTheParaIdThatTheRuntimeHasByDefault() {
    byte[] nothing = new ScaleWriter().compact(0).toByteArray();
    assertEquals(100, checks.wholeState(nothing).paraId());
  }

  // ---

  private void init() throws AppError {
    worker.initRuntime(initRequest(CHAIN.genesisInfo(), false, null));
  }

  private void old() throws AppError {
    worker = PRuntime.fresh(identity, AuthorityTracking.AUTHORITY_SET_CHANGE, checks);
    init();
  }

  private void ready(int relayTo, int paraTo) throws AppError {
    init();
    sync(1, relayTo);
    syncPara(0, paraTo, relayTo);
  }

  private InitRequest initRequest(byte[] genesisInfo, boolean debugKey, @Nullable Bytes provider) {
    return initRequest(genesisInfo, CHAIN.state(0), debugKey, provider);
  }

  private InitRequest initRequest(
      byte[] genesisInfo, byte[] genesisState, boolean debugKey, @Nullable Bytes provider) {
    return InitRequest.of(
        true, genesisInfo, checks.wholeState(genesisState), debugKey, null, provider);
  }

  private WholeState loaded(int block) {
    return checks.wholeState(CHAIN.state(block));
  }

  private long sync(int from, int to) throws AppError {
    return worker.syncHeader(relay(from, to), null, NONE);
  }

  private long syncWith(int to, byte[] justification) throws AppError {
    var headers =
        java.util.stream.IntStream.rangeClosed(1, to)
            .mapToObj(number -> CHAIN.relay(number).encode())
            .toList();
    byte[] encoded = HeadersToSync.encode(headers, justification);
    return worker.syncHeader(RelayHeader.listOf(encoded), null, NONE);
  }

  private long syncPara(int from, int to, int relayBlock) throws AppError {
    return worker.syncParaHeader(para(from, to), proof(relayBlock));
  }

  private long dispatch(int from, int to) throws AppError {
    return worker.dispatchBlocks(BlockChanges.listOf(CHAIN.blocks(from, to)), state -> {});
  }

  private static List<RelayHeader> relay(int from, int to) {
    return RelayHeader.listOf(CHAIN.headers(from, to));
  }

  private static List<ParaHeader> para(int from, int to) {
    return ParaHeader.listOf(CHAIN.paraHeaders(from, to));
  }

  private static Proof proof(int relayBlock) {
    return Proof.of(CHAIN.headProof(relayBlock));
  }

  private static List<RelayHeader> signed(Header header, int set) {
    byte[] justification = TinyChain.justification(header.hash(), header.number(), set);
    return RelayHeader.listOf(HeadersToSync.encode(List.of(header.encode()), justification));
  }

  private RuntimeState state() {
    return worker.state().orElseThrow();
  }

  private void assertNumbers(long headernum, long paraHeadernum, long blocknum) {
    assertEquals(headernum, state().headers().nextRelay(), "headernum");
    assertEquals(paraHeadernum, state().headers().nextPara(), "para_headernum");
    assertEquals(blocknum, state().nextBlock(), "blocknum");
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(AppError.class, call).getMessage());
  }
}
