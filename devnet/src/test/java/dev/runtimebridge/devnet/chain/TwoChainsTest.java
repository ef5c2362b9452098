package dev.runtimebridge.devnet.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.grandpa.FinalityProof;
import dev.runtimebridge.substrate.grandpa.GrandpaJustification;
import dev.runtimebridge.substrate.grandpa.JustificationVerifier;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.grandpa.Verdict;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.trie.PartialTrie;
import dev.runtimebridge.substrate.trie.ReadProof;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The chains must hold in the eyes of who verifies them as it verifies real ones. */
class TwoChainsTest {
  private static final int HEIGHT = 230;
  private static final DevnetSettings SETTINGS =
      DevnetSettings.builder().seed(7).storageChangeBytes(8 * 1024).build();
  private static TwoChains chains;

  @BeforeAll
  static void grow() {
    chains = new TwoChains(SETTINGS);
    chains.growTo(HEIGHT);
  }

  @Test
  void shouldChainHeadersByTheirHashes() {
    for (DevChain chain : List.of(chains.relay(), chains.para())) {
      Hash256 parent = Hash256.ZERO;
      for (long number = 0; number <= chain.best().number(); number++) {
        Block block = chain.block(number).orElseThrow();
        assertEquals(parent, block.header().parentHash());
        assertEquals(number, block.header().number());
        Header decoded = Header.decode(block.header().encode());
        assertEquals(block.hash(), decoded.hash());
        assertEquals(block.header().stateRoot(), block.state().root());
        parent = block.hash();
      }
    }
  }

  @Test
  void shouldMakeTheSameBlocksAtEveryStart() {
    var again = new TwoChains(SETTINGS);
    again.growTo(60);
    again.growTo(HEIGHT);

    assertEquals(chains.relay().best().hash(), again.relay().best().hash());
    assertEquals(chains.para().best().hash(), again.para().best().hash());
    var other = new TwoChains(DevnetSettings.builder().seed(8).build());
    assertNotEquals(chains.relay().genesis().hash(), other.relay().genesis().hash());
  }

  @Test
  void shouldBeFinalAllButTheHead() {
    assertEquals(HEIGHT - 1, chains.relay().finalized());
    assertEquals((HEIGHT - 1 - SETTINGS.paraStart()) / 2, chains.para().finalized());
    assertEquals(SETTINGS.paraStart() - 1, chains.status().relayStart());
  }

  @Test
  void shouldJustifyBlocksAcrossSetChanges() {
    AuthoritySet current = genesisSet();
    int changes = 0;
    int ahead = 0;
    for (long number = 1; number <= chains.relay().finalized(); number++) {
      Block block = chains.relay().block(number).orElseThrow();
      Optional<GrandpaJustification> stored = chains.finality().stored(number, HEIGHT - 1);
      Optional<ScheduledChange> change = ScheduledChange.in(block.header());
      if (number % 8 == 0 || change.isPresent() || number == HEIGHT - 1) {
        var justification = GrandpaJustification.decode(stored.orElseThrow().encode());
        assertInstanceOf(
            Verdict.Valid.class,
            JustificationVerifier.verify(justification, block.hash(), number, current),
            "relay block " + number);
        ahead += justification.votesAncestries().size();
      }
      if (change.isPresent()) {
        assertEquals(0, change.get().delay());
        current = current.next(change.get());
        changes++;
        assertEquals(current, setIn(block.state()));
      }
    }
    assertEquals(HEIGHT / 50, changes);
    assertTrue(ahead > 5, "some voters have seen the next block: " + ahead);
  }

  @Test
  void shouldProveFinalityByTheLastBlockOfTheSet() {
    long finalized = chains.relay().finalized();
    FinalityProof old = chains.finality().prove(60, finalized).orElseThrow();
    FinalityProof current = chains.finality().prove(201, finalized).orElseThrow();
    FinalityProof end = chains.finality().prove(50, finalized).orElseThrow();

    assertEquals(hash(100), old.block());
    assertEquals(40, old.unknownHeaders().size());
    assertEquals(hash(61), old.unknownHeaders().getFirst().hash());
    assertEquals(hash(finalized), current.block());
    assertEquals(hash(50), end.block());
    assertTrue(end.unknownHeaders().isEmpty());
    assertTrue(chains.finality().prove(0, 0).isEmpty());
  }

  @Test
  void shouldProveParaHeadsInTheRelayState() {
    Bytes key = StorageKeys.paraHead(TwoChains.PARA_ID);
    for (long number = 0; number <= HEIGHT; number++) {
      Block relay = chains.relay().block(number).orElseThrow();
      var proof = ReadProof.of(relay.header().stateRoot(), relay.state().prove(List.of(key)));
      var found = assertInstanceOf(ReadProof.Lookup.Found.class, proof.read(key));
      Header head = Header.decode(ScaleReader.of(found.value().toByteArray()).byteVec());
      Block para = chains.para().block(chains.paraIncludedBy(number)).orElseThrow();
      assertEquals(para.hash(), head.hash());
    }
  }

  @Test
  void shouldKeepTheRelayParentAsValidationData() {
    for (long number = 1; number <= chains.para().best().number(); number++) {
      Block para = chains.para().block(number).orElseThrow();
      var data =
          ScaleReader.of(para.state().get(StorageKeys.VALIDATION_DATA).orElseThrow().toByteArray());
      Header parent = Header.decode(data.byteVec());
      long relayParent = data.u32();
      Hash256 relayRoot = Hash256.read(data);
      assertEquals(para.header().parentHash(), parent.hash());
      assertEquals(SETTINGS.paraStart() + 2 * (number - 1), relayParent);
      assertEquals(chains.relay().block(relayParent).orElseThrow().header().stateRoot(), relayRoot);
    }
  }

  @Test
  void shouldLeadFromRootToRootByStorageChanges() {
    var kinds = new boolean[4];
    for (long number = 1; number <= chains.para().best().number(); number++) {
      Block parent = chains.para().block(number - 1).orElseThrow();
      Block block = chains.para().block(number).orElseThrow();
      StorageChanges changes = StorageChanges.decode(block.changes().encode());
      for (StorageChanges.Change change : changes.main()) {
        kinds[0] |= change.value().isEmpty();
        kinds[1] |= change.value().filter(Bytes::isEmpty).isPresent();
        kinds[2] |= change.value().isPresent() && parent.state().get(change.key()).isEmpty();
      }
      kinds[3] |= !changes.child().isEmpty();
      assertEquals(block.header().stateRoot(), parent.state().apply(changes).root());
      assertEquals(block.header().stateRoot(), applied(parent, changes), "para block " + number);
    }
    assertTrue(kinds[0] && kinds[1] && kinds[2] && kinds[3], "all kinds of changes occur");
  }

  @Test
  void shouldTellTheHeightBeforeTheBlockCanBeSeen() {
    var small = new TwoChains(DevnetSettings.builder().storageChangeBytes(0).build());
    List<Long> told = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      small.grow(
          height -> {
            told.add(height);
            assertEquals(height - 1, small.relay().best().number());
          },
          ParaAuthor.IDLE);
    }
    assertEquals(List.of(1L, 2L, 3L), told);
  }

  @Test
  void shouldGiveTheWholeStateAsChangesOfTheGenesisBlock() {
    Block genesis = chains.para().genesis();
    StateTrie built = StateTrie.empty(StateVersion.V0).apply(genesis.changes());

    assertEquals(genesis.header().stateRoot(), built.root());
  }

  /**
   * Without the state, as the fetcher does it: proofs of the keys at the parent, then those still
   * missing.
   */
  private static Hash256 applied(Block parent, StorageChanges changes) {
    List<Bytes> keys =
        new ArrayList<>(changes.main().stream().map(StorageChanges.Change::key).toList());
    List<Bytes> nodes = new ArrayList<>(parent.state().prove(keys));
    for (StorageChanges.ChildChanges child : changes.child()) {
      nodes.addAll(
          parent
              .state()
              .proveChild(
                  child.storageKey(),
                  child.changes().stream().map(StorageChanges.Change::key).toList()));
    }
    for (int round = 0; round < 8; round++) {
      var trie = PartialTrie.of(parent.header().stateRoot(), nodes, StateVersion.V0);
      switch (trie.apply(changes)) {
        case PartialTrie.Outcome.Root(Hash256 root) -> {
          return root;
        }
        case PartialTrie.Outcome.Missing missing -> {
          nodes.addAll(parent.state().prove(missing.keys()));
          missing
              .childKeys()
              .forEach(
                  child ->
                      nodes.addAll(parent.state().proveChild(child.storageKey(), child.keys())));
        }
        case PartialTrie.Outcome.Refused(String why) -> throw new AssertionError(why);
      }
    }
    throw new AssertionError("eight rounds of proofs are not enough");
  }

  private static AuthoritySet genesisSet() {
    return setIn(chains.relay().genesis().state());
  }

  private static AuthoritySet setIn(StateTrie state) {
    byte[] list = state.get(StorageKeys.GRANDPA_AUTHORITIES).orElseThrow().toByteArray();
    byte[] id = state.get(StorageKeys.GRANDPA_CURRENT_SET_ID).orElseThrow().toByteArray();
    byte[] versioned =
        state.get(StorageKeys.GRANDPA_AUTHORITIES_WELL_KNOWN).orElseThrow().toByteArray();
    assertEquals(Bytes.concat(new byte[] {1}, list), Bytes.of(versioned));
    return AuthoritySet.decode(Bytes.concat(list, id).toByteArray());
  }

  private static Hash256 hash(long number) {
    return chains.relay().block(number).orElseThrow().hash();
  }
}
