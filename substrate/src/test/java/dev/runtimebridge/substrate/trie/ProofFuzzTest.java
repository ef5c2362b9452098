package dev.runtimebridge.substrate.trie;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.fuzzing.Parts;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Storage proofs, whose nodes anybody can make up. */
class ProofFuzzTest extends FuzzTests {

  @MethodSource("nodes")
  @Fuzz
  void node(byte[] input) {
    onlyDeclared(
        input,
        () -> assertArrayEquals(input, NodeCodec.encode(NodeCodec.decode(input))),
        MalformedScale.class);
  }

  /** A key, changes, and a proof whose first node is taken for the root. */
  @MethodSource("proofs")
  @Fuzz
  void proof(byte[] input) {
    List<byte[]> parts = Parts.split(input, 3);
    onlyDeclared(
        input,
        () -> {
          List<Bytes> nodes = ScaleReader.decodeAll(parts.get(2), in -> in.list(1, Bytes::read));
          Hash256 root =
              nodes.isEmpty() ? Hash256.ZERO : Hashing.blake2b256(nodes.getFirst().toByteArray());
          Bytes key = Bytes.of(parts.get(0));
          ReadProof proof = ReadProof.of(root, nodes);
          assertEquals(proof.read(key), proof.read(key));
          var _ = proof.readChild(key, key);
          StorageChanges changes = StorageChanges.decode(parts.get(1));
          for (StateVersion version : StateVersion.values()) {
            var _ = PartialTrie.of(root, nodes, version).apply(changes);
          }
        },
        MalformedScale.class);
  }

  static Stream<byte[]> nodes() {
    return LongStream.range(0, 8).mapToObj(RandomStates::new).flatMap(ProofFuzzTest::nodesOf);
  }

  private static Stream<byte[]> nodesOf(RandomStates random) {
    Map<Bytes, Bytes> state = random.state();
    StateTrie trie = RandomStates.trie(state, random.version());
    return trie.prove(state.keySet()).stream().limit(3).map(Bytes::toByteArray);
  }

  static Stream<byte[]> proofs() {
    return LongStream.range(0, 12).mapToObj(ProofFuzzTest::proof);
  }

  private static byte[] proof(long seed) {
    var random = new RandomStates(seed);
    Map<Bytes, Bytes> state = random.state();
    StateTrie trie = RandomStates.trie(state, random.version());
    Bytes key = state.isEmpty() ? random.key() : state.keySet().iterator().next();
    List<Bytes> keys = new ArrayList<>(state.keySet().stream().limit(6).toList());
    keys.add(random.key());
    byte[] changes = RandomStates.main(random.changes(state).stream().limit(6).toList()).encode();
    byte[] nodes =
        new ScaleWriter(4096).list(trie.prove(keys), (out, node) -> node.write(out)).toByteArray();
    return Parts.join(key.toByteArray(), changes.length < 60_000 ? changes : new byte[2], nodes);
  }
}
