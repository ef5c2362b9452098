package dev.runtimebridge.substrate.trie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.header.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedRootTest {
  @Test
  void shouldGiveTheExtrinsicsRootsOfWestend() throws IOException {
    int blocks = 0;
    for (String line : Files.readAllLines(TrieData.file("blocks/westend_blocks.yaml"))) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        blocks += check(ByteBuffer.wrap(Hex.decode(line.substring(colon + 2).strip())));
      }
    }
    assertTrue(blocks >= 256, "only " + blocks + " blocks were found");
  }

  /** A protobuf BlockResponse: field 1 is a block, in it 2 the header and 3 each extrinsic. */
  private static int check(ByteBuffer response) {
    int blocks = 0;
    while (response.hasRemaining()) {
      assertEquals(1, varint(response) >> 3);
      ByteBuffer block = ByteBuffer.wrap(bytes(response));
      byte[] header = {};
      List<byte[]> extrinsics = new ArrayList<>();
      while (block.hasRemaining()) {
        int tag = varint(block);
        assertEquals(2, tag & 7, "all fields are bytes");
        byte[] field = bytes(block);
        switch (tag >> 3) {
          case 2 -> header = field;
          case 3 -> extrinsics.add(field);
          default -> {}
        }
      }
      Header decoded = Header.decode(header);
      assertEquals(
          decoded.extrinsicsRoot(),
          OrderedRoot.of(extrinsics, StateVersion.V0),
          "block " + decoded.number());
      blocks++;
    }
    return blocks;
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[varint(from)];
    from.get(bytes);
    return bytes;
  }

  private static int varint(ByteBuffer from) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = from.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
