package dev.runtimebridge.substrate.trie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.trie.PartialTrie.ChildKeys;
import dev.runtimebridge.substrate.trie.PartialTrie.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PartialTrieTest {
  private static final int MOST_PROOFS = 10;

  @Test
  void shouldReachTheRootOfTheWholeState() {
    int missed = 0;
    for (long seed = 0; seed < 1500; seed++) {
      var random = new RandomStates(seed);
      Map<Bytes, Bytes> entries = random.state();
      // Half of the states come from before a runtime upgrade.
      StateTrie state = RandomStates.trie(entries, random.version()).withVersion(random.version());
      missed += shouldReachTheRoot(state, random.changes(entries), seed);
    }
    assertTrue(missed > 100, "only " + missed + " branches collapsed into an unproven sibling");
  }

  @Test
  void shouldFollowChildTries() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new RandomStates(seed);
      StateVersion version = random.version();
      Map<Bytes, Bytes> main = random.state();
      Map<Bytes, Bytes> child = random.state();
      List<Change> puts = new ArrayList<>();
      child.forEach((key, value) -> puts.add(Change.put(key, value)));
      StateTrie state = RandomStates.trie(main, version).apply(withChild(List.of(), puts));
      StorageChanges changes = withChild(random.changes(main), random.changes(child));
      Outcome expected = new Outcome.Root(state.apply(changes).root());
      assertEquals(expected, provenUntilRoot(state, version, changes, seed), "seed " + seed);
    }
  }

  @Test
  void shouldRemoveTheRootOfAChildTrieThatLosesItsLastEntry() {
    Bytes key = Bytes.utf8("key");
    StateTrie before = RandomStates.trie(new RandomStates(7).state(), StateVersion.V0);
    StateTrie state = before.apply(withChild(List.of(), List.of(Change.put(key, key))));
    StorageChanges removal = withChild(List.of(), List.of(Change.remove(key)));
    Outcome root = provenUntilRoot(state, StateVersion.V0, removal, 7);
    assertEquals(new Outcome.Root(before.root()), root);
  }

  @Test
  void shouldTakeTheRootThatAChildTrieHadBeforeTheChanges() {
    Bytes key = Bytes.utf8("key");
    StateTrie before = RandomStates.trie(new RandomStates(8).state(), StateVersion.V0);
    StateTrie state = before.apply(withChild(List.of(), List.of(Change.put(key, key))));
    List<Change> child = List.of(Change.put(key, Bytes.EMPTY));
    StateTrie after = state.apply(withChild(List.of(), child));
    // Some nodes report the child trie's new root among the changes of the main trie too.
    Bytes rootKey = Bytes.utf8(":child_storage:default:child");
    List<Change> main = List.of(Change.put(rootKey, after.get(rootKey).orElseThrow()));
    StorageChanges changes = withChild(main, child);
    assertEquals(after.root(), state.apply(changes).root());
    Outcome outcome = provenUntilRoot(state, StateVersion.V0, changes, 8);
    assertEquals(new Outcome.Root(after.root()), outcome);
  }

  @Test
  void shouldAskForTheSiblingThatABranchCollapsesInto() {
    Bytes goes = Bytes.fromHex("0x1122");
    Bytes stays = Bytes.fromHex("0x1155");
    var random = new RandomStates(11);
    Map<Bytes, Bytes> entries = new TreeMap<>();
    entries.put(goes, random.bytes(40));
    entries.put(stays, random.bytes(40));
    StateTrie state = RandomStates.trie(entries, StateVersion.V0);
    var partial = PartialTrie.of(state.root(), state.prove(List.of(goes)), StateVersion.V0);
    Outcome outcome = partial.apply(RandomStates.main(List.of(Change.remove(goes))));
    // Nibbles 1 1 5 lead to the sibling; a key is whole bytes.
    List<Bytes> sibling = List.of(Bytes.fromHex("0x1150"));
    assertEquals(new Outcome.Missing(sibling, List.of()), outcome);
  }

  @Test
  void shouldNeedNoSiblingWhereABranchGetsAChildForTheOneItLoses() {
    Bytes goes = Bytes.fromHex("0x1122");
    Bytes comes = Bytes.fromHex("0x1133");
    var random = new RandomStates(12);
    Map<Bytes, Bytes> entries = new TreeMap<>();
    entries.put(goes, random.bytes(40));
    entries.put(Bytes.fromHex("0x1155"), random.bytes(40));
    StateTrie state = RandomStates.trie(entries, StateVersion.V0);
    var changes = RandomStates.main(List.of(Change.remove(goes), Change.put(comes, comes)));
    var proof = state.prove(List.of(goes, comes));
    Outcome outcome = PartialTrie.of(state.root(), proof, StateVersion.V0).apply(changes);
    assertEquals(new Outcome.Root(state.apply(changes).root()), outcome);
  }

  @Test
  void shouldReachNoOtherRootWithoutANodeOfTheProof() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new RandomStates(seed);
      Map<Bytes, Bytes> entries = random.state();
      StateTrie state = RandomStates.trie(entries, StateVersion.V1);
      List<Change> changes = random.changes(entries);
      List<Bytes> proof = state.prove(entries.keySet());
      Outcome honest = apply(state, proof, changes);
      for (Bytes node : proof) {
        List<Bytes> fewer = new ArrayList<>(proof);
        fewer.remove(node);
        Outcome outcome = apply(state, fewer, changes);
        if (!(outcome instanceof Outcome.Missing)) {
          assertEquals(honest, outcome, "seed " + seed + " without " + node);
        }
      }
    }
  }

  @Test
  void shouldReachTheRootOfARealStateFromASmallProof() throws IOException {
    List<StorageEntry> genesis = TrieData.genesis("kusama.json");
    StateTrie state = StateTrie.of(genesis, StateVersion.V0);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < genesis.size(); i += 50) {
      Bytes key = genesis.get(i).key();
      changes.add(i % 100 == 0 ? Change.remove(key) : Change.put(key, key));
    }
    shouldReachTheRoot(state, changes, 0);
  }

  @Test
  void shouldRefuseNodesThatAreNone() {
    Bytes node = Bytes.fromHex("0x00ff");
    var broken =
        PartialTrie.of(Hashing.blake2b256(node.toByteArray()), List.of(node), StateVersion.V0);
    var change = RandomStates.main(List.of(Change.put(Bytes.EMPTY, Bytes.EMPTY)));
    assertInstanceOf(Outcome.Refused.class, broken.apply(change));

    StateTrie empty = StateTrie.empty(StateVersion.V0);
    assertEquals(new Outcome.Root(empty.root()), apply(empty, List.of(), List.of()));
  }

  private static int shouldReachTheRoot(StateTrie state, List<Change> changes, long seed) {
    for (StateVersion version : StateVersion.values()) {
      StorageChanges main = RandomStates.main(changes);
      Outcome expected = new Outcome.Root(state.withVersion(version).apply(main).root());
      assertEquals(expected, provenUntilRoot(state, version, main, seed), "seed " + seed);
    }
    List<Bytes> keys = changes.stream().map(Change::key).toList();
    return apply(state, state.prove(keys), changes) instanceof Outcome.Missing ? 1 : 0;
  }

  /** As a fetcher does: proves the changed keys, then what is missing, until there is a root. */
  private static Outcome provenUntilRoot(
      StateTrie state, StateVersion version, StorageChanges changes, long seed) {
    List<Bytes> keys = changes.main().stream().map(Change::key).toList();
    Set<Bytes> nodes = new LinkedHashSet<>(state.prove(keys));
    for (int proofs = 0; proofs < MOST_PROOFS; proofs++) {
      switch (PartialTrie.of(state.root(), nodes, version).apply(changes)) {
        case Outcome.Missing(List<Bytes> missing, List<ChildKeys> childKeys) -> {
          boolean grew = nodes.addAll(state.prove(missing));
          for (ChildKeys child : childKeys) {
            grew |= nodes.addAll(state.proveChild(child.storageKey(), child.keys()));
          }
          assertTrue(grew, "seed " + seed + " misses what it was given: " + missing + childKeys);
        }
        case Outcome.Root root -> {
          return root;
        }
        case Outcome.Refused refused -> {
          return refused;
        }
      }
    }
    return fail("seed " + seed + " still misses nodes after " + MOST_PROOFS + " proofs");
  }

  private static Outcome apply(StateTrie state, List<Bytes> proof, List<Change> changes) {
    var partial = PartialTrie.of(state.root(), proof, StateVersion.V1);
    return partial.apply(RandomStates.main(changes));
  }

  private static StorageChanges withChild(List<Change> main, List<Change> child) {
    return new StorageChanges(main, List.of(new ChildChanges(Bytes.utf8("child"), child)));
  }
}
