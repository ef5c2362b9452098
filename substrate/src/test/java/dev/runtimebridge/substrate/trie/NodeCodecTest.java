package dev.runtimebridge.substrate.trie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeCodecTest {
  @Test
  void shouldDecodeRealNodesToWhatEncodesAsTheSameBytes() throws IOException {
    int nodes = 0;
    for (JsonNode proof : TrieData.json("vectors/rococo-2022.json").get("paraHeadProofs")) {
      for (Bytes node : TrieData.nodes(proof.get("proof"))) {
        shouldGoRound(node.toByteArray());
        nodes++;
      }
    }
    assertTrue(nodes > 0, "no nodes were found");
  }

  @Test
  void shouldCountNibblesAroundTheLimitsOfEachHeader() {
    for (int count :
        new int[] {0, 1, 14, 15, 16, 30, 31, 32, 62, 63, 64, 269, 270, 317, 318, 319, 700}) {
      for (int length : new int[] {0, 40}) {
        for (StateVersion version : StateVersion.values()) {
          Node leaf = Node.leaf(new byte[count], version.valueOf(Bytes.of(new byte[length])));
          shouldGoRound(NodeCodec.encode(leaf));
          shouldGoRound(NodeCodec.encode(leaf.withChild(3, leaf)));
          shouldGoRound(NodeCodec.encode(leaf.withValue(null).withChild(15, leaf)));
        }
      }
    }
  }

  @Test
  void shouldRefuseBytesThatAreNoNode() {
    Map<String, String> malformed =
        Map.ofEntries(
            Map.entry("no bytes", "0x"),
            Map.entry("the empty trie", "0x00"),
            Map.entry("a reserved header", "0x0100"),
            Map.entry("a padding nibble", "0x411104aa"),
            Map.entry("a byte left over", "0x410104aaaa"),
            Map.entry("a value that ends early", "0x410108aa"),
            Map.entry("a longer length than need be", "0x41010500aa"),
            Map.entry("a hash that ends early", "0x2101aabb"),
            Map.entry("a count without end", "0x7fffffffffffffffff"),
            Map.entry("a count beyond the end", "0x7fff00"),
            Map.entry("a branch without a child", "0x800000"),
            Map.entry("a child of no bytes", "0x80010000"),
            Map.entry("a child that is no node", "0x8001000400"),
            Map.entry("a child longer than a hash", "0x80010084407c" + "00".repeat(31)));
    malformed.forEach(
        (what, hex) ->
            assertThrows(MalformedScale.class, () -> NodeCodec.decode(Hex.decode(hex)), what));
  }

  @Test
  void shouldThrowNothingButMalformedScaleAtAnyBytes() {
    int decoded = 0;
    for (long seed = 0; seed < 200_000; seed++) {
      var random = new RandomStates(seed);
      byte[] bytes = random.bytes(random.below(50)).toByteArray();
      decoded += decodes(bytes, "seed " + seed) ? 1 : 0;
    }
    assertTrue(decoded > 100, "only " + decoded + " random nodes were nodes");
  }

  @Test
  void shouldThrowNothingButMalformedScaleAtChangedNodes() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new RandomStates(seed);
      Map<Bytes, Bytes> entries = random.state();
      List<Bytes> nodes = RandomStates.trie(entries, random.version()).prove(entries.keySet());
      for (Bytes node : nodes) {
        byte[] changed = node.toByteArray();
        changed[random.below(Math.min(changed.length, 40))] = (byte) random.below(256);
        decodes(changed, "seed " + seed);
        decodes(node.slice(0, random.below(node.length())).toByteArray(), "seed " + seed);
      }
    }
  }

  /** What decodes at all encodes to the same bytes: a node has one encoding. */
  private static boolean decodes(byte[] bytes, String name) {
    Node node;
    try {
      node = NodeCodec.decode(bytes);
    } catch (MalformedScale error) {
      assertTrue(error.getMessage().contains("at byte"), name);
      return false;
    }
    assertArrayEquals(bytes, NodeCodec.encode(node), name);
    return true;
  }

  private static void shouldGoRound(byte[] encoding) {
    assertEquals(Hex.encode(encoding), Hex.encode(NodeCodec.encode(NodeCodec.decode(encoding))));
  }
}
