package dev.runtimebridge.substrate.trie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageChanges.ChildChanges;
import dev.runtimebridge.substrate.trie.ReadProof.Lookup;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadProofTest {
  @Test
  void shouldFindTheHeadOfAParachainInProofsOfRococo() throws IOException {
    int checked = 0;
    for (JsonNode proof : TrieData.json("vectors/rococo-2022.json").get("paraHeadProofs")) {
      ReadProof read =
          ReadProof.of(TrieData.hash(proof, "stateRoot"), TrieData.nodes(proof.get("proof")));
      for (var entry : proof.get("entries").properties()) {
        Bytes value = Bytes.fromHex(entry.getValue().asText());
        assertEquals(new Lookup.Found(value), read.read(Bytes.fromHex(entry.getKey())));
        checked++;
      }
    }
    assertFalse(checked == 0, "no entries were found");
  }

  @Test
  void shouldNeverFindAnotherValueWhateverBitOfAProofFlips() throws IOException {
    for (JsonNode proof : TrieData.json("vectors/rococo-2022.json").get("paraHeadProofs")) {
      Hash256 root = TrieData.hash(proof, "stateRoot");
      Bytes key = Bytes.fromHex(proof.get("key").asText());
      List<Bytes> nodes = TrieData.nodes(proof.get("proof"));
      Lookup honest = ReadProof.of(root, nodes).read(key);
      assertInstanceOf(Lookup.Found.class, honest);
      for (int i = 0; i < nodes.size(); i++) {
        List<Bytes> changed = new ArrayList<>(nodes);
        changed.remove(i);
        boolean used = !ReadProof.of(root, changed).read(key).equals(honest);
        for (int bit = 0; bit < nodes.get(i).length() * 8; bit++) {
          byte[] flipped = nodes.get(i).toByteArray();
          flipped[bit / 8] ^= (byte) (1 << bit % 8);
          changed.add(i, Bytes.of(flipped));
          Lookup lookup = ReadProof.of(root, changed).read(key);
          changed.remove(i);
          String name = "node " + i + ", bit " + bit;
          if (used) {
            assertInstanceOf(Lookup.Unproven.class, lookup, name);
          } else {
            assertEquals(honest, lookup, name);
          }
        }
      }
    }
  }

  @Test
  void shouldFindTheKeysOfAPrefixInRealProofs() throws IOException {
    JsonNode data = TrieData.json("proofs/smoldot-prefix-proof.json");
    List<Bytes> nodes = new ArrayList<>();
    for (Bytes proof : TrieData.nodes(data.get("proofs"))) {
      nodes.addAll(TrieData.nodes(proof.toByteArray()));
    }
    ReadProof read = ReadProof.of(TrieData.hash(data, "trie_root_hash"), nodes);
    List<Bytes> keys = TrieData.nodes(data.get("expected_entries"));
    assertEquals(922, keys.size());
    for (Bytes key : keys) {
      assertInstanceOf(Lookup.Found.class, read.read(key), key.hex());
      Bytes longer = Bytes.concat(key.toByteArray(), new byte[1]);
      assertEquals(new Lookup.Absent(), read.read(longer), longer.hex());
    }
  }

  @Test
  void shouldReadProofsOfKeysAroundWhichARealNodeWasAsked() throws IOException {
    for (JsonNode proof : TrieData.json("proofs/smoldot-issue-2035.json")) {
      byte[] encoded = Files.readAllBytes(TrieData.file("proofs/" + proof.get("proof").asText()));
      ReadProof read = ReadProof.of(TrieData.hash(proof, "stateRoot"), TrieData.nodes(encoded));
      Bytes next = Bytes.fromHex(proof.get("expectedNextKey").asText());
      assertInstanceOf(Lookup.Found.class, read.read(next), next.hex());
    }
  }

  @Test
  void shouldReadWhatAStateProves() {
    for (long seed = 0; seed < 400; seed++) {
      var random = new RandomStates(seed);
      Map<Bytes, Bytes> entries = random.state();
      StateTrie state = RandomStates.trie(entries, random.version());
      List<Bytes> keys = new ArrayList<>(List.of(random.key(), random.key(), random.key()));
      entries.keySet().stream().limit(4).forEach(keys::add);
      List<Bytes> nodes = state.prove(keys);
      assertEquals(nodes.stream().distinct().toList(), nodes, "twice the same, seed " + seed);
      Hash256 first = Hashing.blake2b256(nodes.getFirst().toByteArray());
      assertEquals(state.root(), first, "root first, seed " + seed);
      for (Bytes key : keys) {
        Lookup expected =
            entries.containsKey(key) ? new Lookup.Found(entries.get(key)) : new Lookup.Absent();
        assertEquals(expected, ReadProof.of(state.root(), nodes).read(key), "seed " + seed);
        for (Bytes without : nodes) {
          List<Bytes> fewer = new ArrayList<>(nodes);
          fewer.remove(without);
          Lookup lookup = ReadProof.of(state.root(), fewer).read(key);
          assertFalse(
              !(lookup instanceof Lookup.Unproven) && !lookup.equals(expected), "seed " + seed);
        }
      }
    }
  }

  @Test
  void shouldReadChildTriesThroughTheMainTrie() {
    Bytes child = Bytes.utf8("child");
    Bytes key = Bytes.utf8("key");
    Bytes value = new RandomStates(5).bytes(50);
    StateTrie state =
        RandomStates.trie(new RandomStates(5).state(), StateVersion.V1)
            .apply(
                new StorageChanges(
                    List.of(), List.of(new ChildChanges(child, List.of(Change.put(key, value))))));
    ReadProof read = ReadProof.of(state.root(), state.proveChild(child, List.of(key, child)));
    assertEquals(new Lookup.Found(value), read.readChild(child, key));
    assertEquals(new Lookup.Absent(), read.readChild(child, child));
    ReadProof nothing = ReadProof.of(state.root(), List.of());
    assertInstanceOf(Lookup.Unproven.class, nothing.readChild(child, key));
    StateTrie none = StateTrie.empty(StateVersion.V1);
    ReadProof absent = ReadProof.of(none.root(), none.proveChild(child, List.of(key)));
    assertEquals(new Lookup.Absent(), absent.readChild(child, key));
  }

  @Test
  void shouldSayWhyNothingIsProvenByNodesThatAreNone() {
    for (long seed = 0; seed < 20_000; seed++) {
      var random = new RandomStates(seed);
      Bytes node = random.bytes(random.below(80));
      Hash256 root = Hashing.blake2b256(node.toByteArray());
      ReadProof read = ReadProof.of(root, List.of(node));
      String name = "seed " + seed;
      switch (read.read(random.key())) {
        case Lookup.Found(Bytes value) -> assertFalse(value.length() > node.length(), name);
        case Lookup.Absent _ -> {}
        case Lookup.Unproven(String why) -> assertFalse(why.isBlank(), name);
      }
    }
  }
}
