package dev.runtimebridge.substrate.pruntime;

import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * Parachain blocks for {@code DispatchBlocks}, oldest first, no gaps.
 *
 * <pre>
 * blocks = compact *block_header_with_changes
 * </pre>
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/src/blocks.rs">DispatchBlockReq</a>
 */
public record Blocks(List<BlockHeaderWithChanges> blocks) {

  /** Copies the list. */
  public Blocks {
    blocks = List.copyOf(blocks);
  }

  /** Decodes blocks that fill {@code encoded}. */
  public static Blocks decode(byte[] encoded) {
    return ScaleReader.decodeAll(
        encoded,
        reader -> new Blocks(reader.list(Header.MIN_SIZE + 2, BlockHeaderWithChanges::read)));
  }

  /** The blocks' bytes. */
  public byte[] encode() {
    return new ScaleWriter(4096).list(blocks, (out, block) -> block.write(out)).toByteArray();
  }

  /**
   * Encodes a batch straight from the bytes of its parts, without decoding them.
   *
   * @param blockHeaders as the node sent them
   * @param storageChanges those of the same blocks, in the same order
   */
  public static byte[] encode(List<byte[]> blockHeaders, List<byte[]> storageChanges) {
    if (blockHeaders.size() != storageChanges.size()) {
      throw new IllegalArgumentException(
          blockHeaders.size() + " headers with changes of " + storageChanges.size() + " blocks");
    }
    int size = Math.addExact(RawHeaders.size(blockHeaders), RawHeaders.size(storageChanges));
    var writer = new ScaleWriter(size).compact(blockHeaders.size());
    for (int i = 0; i < blockHeaders.size(); i++) {
      writer.bytes(blockHeaders.get(i)).bytes(storageChanges.get(i));
    }
    return writer.toByteArray();
  }
}
