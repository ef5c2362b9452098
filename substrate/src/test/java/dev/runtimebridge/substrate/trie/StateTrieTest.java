package dev.runtimebridge.substrate.trie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StateTrieTest {
  private static final Bytes CHILD = Bytes.utf8("child");
  private static final Bytes CHILD_ROOT = Bytes.utf8(":child_storage:default:child");

  @Test
  void shouldBeTheTrieOfAllEntriesAfterAnyChanges() {
    for (long seed = 0; seed < 400; seed++) {
      var random = new RandomStates(seed);
      StateVersion version = random.version();
      Map<Bytes, Bytes> entries = random.state();
      StateTrie state = RandomStates.trie(entries, version);
      for (int block = 0; block < 5; block++) {
        Hash256 before = state.root();
        StateTrie parent = state;
        List<Change> changes = random.changes(entries);
        state = state.apply(RandomStates.main(changes));
        assertEquals(before, parent.root(), "parent changed, seed " + seed);
        RandomStates.apply(changes, entries);
        Hash256 rebuilt = RandomStates.trie(entries, version).root();
        assertEquals(rebuilt, state.root(), "seed " + seed + ", block " + block);
      }
    }
  }

  @Test
  void shouldBeEmptyAgainOnceAllIsRemoved() {
    for (long seed = 0; seed < 50; seed++) {
      Map<Bytes, Bytes> entries = new RandomStates(seed).state();
      List<Change> removals = new ArrayList<>();
      entries.keySet().forEach(key -> removals.add(Change.remove(key)));
      Collections.shuffle(removals, new Random(seed));
      StateTrie state = RandomStates.trie(entries, StateVersion.V1);
      Hash256 root = state.apply(RandomStates.main(removals)).root();
      assertEquals(StateTrie.empty(StateVersion.V1).root(), root, "seed " + seed);
    }
  }

  @Test
  void shouldListAndFindItsEntriesInTheOrderOfTheirKeys() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new RandomStates(seed);
      TreeMap<Bytes, Bytes> entries = new TreeMap<>(random.state());
      StateTrie state = RandomStates.trie(entries, random.version());
      for (int i = 0; i < 20; i++) {
        String name = "seed " + seed + ", question " + i;
        Bytes key = random.key();
        assertEquals(Optional.ofNullable(entries.get(key)), state.get(key), name);
        Bytes prefix = key.slice(0, random.below(key.length() + 1));
        List<StorageEntry> expected = new ArrayList<>();
        entries.forEach((each, value) -> expected.add(new StorageEntry(each, value)));
        expected.removeIf(entry -> !entry.key().startsWith(prefix));
        assertEquals(expected, state.entries(prefix).toList(), name);
        Bytes start = random.key();
        int count = random.below(8);
        List<Bytes> after =
            expected.stream().map(StorageEntry::key).filter(k -> k.compareTo(start) > 0).toList();
        List<Bytes> page = after.subList(0, Math.min(count, after.size()));
        assertEquals(page, state.keysPaged(prefix, count, start), name);
        assertEquals(expected.size(), state.keysPaged(prefix, 1000, null).size(), name);
      }
    }
  }

  @Test
  void shouldServeManyThreadsAtOnce() throws Exception {
    var random = new RandomStates(21);
    Map<Bytes, Bytes> entries = random.state();
    StateTrie shared = RandomStates.trie(entries, StateVersion.V1);
    StorageChanges changes = RandomStates.main(random.changes(entries));
    Hash256 expected = shared.apply(changes).root();
    List<Bytes> proof = shared.prove(entries.keySet());
    List<Callable<Boolean>> readers =
        Collections.nCopies(
            200,
            () ->
                shared.apply(changes).root().equals(expected)
                    && shared.prove(entries.keySet()).equals(proof));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> same : threads.invokeAll(readers)) {
        assertTrue(same.get());
      }
    }
  }

  @Test
  void shouldTellAnEmptyValueFromAnAbsentOne() {
    Bytes key = Bytes.utf8("key");
    StateTrie empty = StateTrie.empty(StateVersion.V0);
    StateTrie state = empty.apply(RandomStates.main(List.of(Change.put(key, Bytes.EMPTY))));
    assertEquals(Optional.of(Bytes.EMPTY), state.get(key));
    assertNotEquals(empty.root(), state.root());
  }

  @Test
  void shouldLeaveValuesThatNobodyWritesInTheirFormAfterARuntimeUpgrade() {
    Bytes large = new RandomStates(1).bytes(40);
    Map<Bytes, Bytes> entries = new TreeMap<>();
    entries.put(Bytes.utf8("old"), large);
    StateTrie upgraded = RandomStates.trie(entries, StateVersion.V0).withVersion(StateVersion.V1);
    entries.put(Bytes.utf8("new"), large);
    var write = RandomStates.main(List.of(Change.put(Bytes.utf8("new"), large)));
    StateTrie mixed = upgraded.apply(write);
    assertNotEquals(RandomStates.trie(entries, StateVersion.V0).root(), mixed.root());
    assertNotEquals(RandomStates.trie(entries, StateVersion.V1).root(), mixed.root());
    var rewrite = RandomStates.main(List.of(Change.put(Bytes.utf8("old"), large)));
    assertEquals(RandomStates.trie(entries, StateVersion.V1).root(), mixed.apply(rewrite).root());
  }

  @Test
  void shouldKeepTheRootOfAChildTrieInTheMainTrieWhileItHasEntries() {
    Bytes key = Bytes.utf8("key");
    StateTrie before = RandomStates.trie(new RandomStates(3).state(), StateVersion.V0);
    StateTrie with = before.apply(child(Change.put(key, Bytes.utf8("value"))));
    Hash256 childRoot = RandomStates.trie(Map.of(key, Bytes.utf8("value")), StateVersion.V0).root();
    assertEquals(Optional.of(Bytes.of(childRoot.bytes())), with.get(CHILD_ROOT));
    assertEquals(Optional.of(Bytes.utf8("value")), with.getChild(CHILD, key));
    StateTrie without = with.apply(child(Change.remove(key)));
    assertEquals(Optional.empty(), without.get(CHILD_ROOT));
    assertEquals(before.root(), without.root());
  }

  @Test
  void shouldRefuseToChangeAChildTrieThatItDoesNotHold() {
    StateTrie state = RandomStates.trie(Map.of(CHILD_ROOT, Bytes.EMPTY), StateVersion.V0);
    StorageChanges changes = child(Change.put(CHILD, CHILD));
    var error = assertThrows(IllegalArgumentException.class, () -> state.apply(changes));
    assertTrue(error.getMessage().contains(CHILD.hex()), error.getMessage());
  }

  @Test
  void shouldHoldATrieThatIsDeeperThanAThreadsStack() {
    Map<Bytes, Bytes> entries = new TreeMap<>();
    for (int length = 0; length < 2048; length++) {
      byte[] key = new byte[length + 1];
      key[length] = 0x10;
      entries.put(Bytes.of(key), Bytes.of(key));
      entries.put(Bytes.of(Arrays.copyOf(key, length)), Bytes.EMPTY);
    }
    StateTrie built = RandomStates.trie(entries, StateVersion.V1);
    List<Change> puts = new ArrayList<>();
    entries.forEach((key, value) -> puts.add(Change.put(key, value)));
    StateTrie written = StateTrie.empty(StateVersion.V1).apply(RandomStates.main(puts));
    assertEquals(built.root(), written.root());
    List<Change> removals = new ArrayList<>();
    entries.keySet().forEach(key -> removals.add(Change.remove(key)));
    StateTrie empty = written.apply(RandomStates.main(removals));
    assertEquals(StateTrie.empty(StateVersion.V1).root(), empty.root());
  }

  private static StorageChanges child(Change change) {
    return new StorageChanges(List.of(), List.of(new ChildChanges(CHILD, List.of(change))));
  }
}
