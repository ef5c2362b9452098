package dev.runtimebridge.substrate.trie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State roots of tries whose roots other implementations computed. */
class TrieRootsTest {
  @Test
  void shouldHashOneZeroByteForAStateWithoutEntries() {
    String root = "0x03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314";
    assertEquals(root, StateTrie.empty(StateVersion.V0).root().toString());
    assertEquals(root, StateTrie.of(List.of(), StateVersion.V1).root().toString());
    assertEquals(root, OrderedRoot.of(List.of(), StateVersion.V0).toString());
  }

  @Test
  void shouldGiveTheRootsOfRandomTries() throws IOException {
    int checked = 0;
    for (JsonNode trie : TrieData.json("vectors/trie-random.json")) {
      List<StorageEntry> entries = new ArrayList<>();
      for (JsonNode entry : trie.get("entries")) {
        entries.add(
            new StorageEntry(
                Bytes.fromHex(entry.get(0).asText()), Bytes.fromHex(entry.get(1).asText())));
      }
      shouldGiveRoots(trie, entries, "trie " + checked++);
    }
    assertFalse(checked == 0, "no tries were found");
  }

  @Test
  void shouldGiveTheRootsOfTheStateTrieFixtures() throws IOException {
    int checked = 0;
    for (JsonNode trie : TrieData.json("vectors/trie-w3f-roots.json")) {
      String name = trie.get("file").asText();
      List<StorageEntry> entries = fixture(name, trie.get("keysAreHex").asBoolean());
      assertEquals(trie.get("entries").asInt(), entries.size(), name);
      shouldGiveRoots(trie, entries, name);
      checked++;
    }
    assertFalse(checked == 0, "no fixtures were found");
  }

  @Test
  void shouldGiveTheStateRootsOfRealGenesisBlocks() throws IOException {
    int checked = 0;
    for (JsonNode chain : TrieData.json("vectors/genesis.json")) {
      String spec = chain.get("spec").asText();
      StateVersion version = StateVersion.valueOf("V" + chain.get("stateVersion").asInt());
      List<StorageEntry> entries = TrieData.genesis(spec);
      assertEquals(chain.get("keys").asInt(), entries.size(), spec);
      StateTrie state = StateTrie.of(entries, version);
      assertEquals(TrieData.hash(chain, "stateRoot"), state.root(), spec);
      assertEquals(state.root(), written(entries, version), spec + " written key by key");
      checked++;
    }
    assertFalse(checked == 0, "no genesis was found");
  }

  private static void shouldGiveRoots(JsonNode trie, List<StorageEntry> entries, String name) {
    for (StateVersion version : StateVersion.values()) {
      Hash256 root = TrieData.hash(trie, "root" + version);
      assertEquals(root, StateTrie.of(entries, version).root(), name + " " + version);
      assertEquals(root, written(entries, version), name + " written key by key " + version);
    }
  }

  private static Hash256 written(List<StorageEntry> entries, StateVersion version) {
    List<Change> changes = new ArrayList<>();
    entries.forEach(entry -> changes.add(Change.put(entry.key(), entry.value())));
    return StateTrie.empty(version).apply(new StorageChanges(changes, List.of())).root();
  }

  /** The lists are read as text: a YAML reader would take 01 for a number. */
  private static List<StorageEntry> fixture(String name, boolean keysAreHex) throws IOException {
    List<String> lines = Files.readAllLines(TrieData.file("trie/" + name));
    List<String> items = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("  - ")) {
        items.add(line.substring(4).strip());
      }
    }
    int count = items.size() / 2;
    List<StorageEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String key = items.get(i);
      entries.add(
          new StorageEntry(
              keysAreHex ? Bytes.fromHex(key) : Bytes.utf8(key), Bytes.utf8(items.get(count + i))));
    }
    return entries;
  }
}
