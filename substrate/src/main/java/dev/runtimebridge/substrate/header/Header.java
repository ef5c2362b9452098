package dev.runtimebridge.substrate.header;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * A block header of the relay chain or of the parachain.
 *
 * <pre>
 * header = parent_hash number state_root extrinsics_root digest
 * number = compact                     ; a block number of 32 bits
 * digest = compact *digest_item
 * </pre>
 *
 * @param parentHash hash of the block before
 * @param number height, 0 for the genesis block, unsigned 32 bit
 * @param stateRoot root of the state trie after this block
 * @param extrinsicsRoot root of the trie over the block's extrinsics
 * @param digest the logs, in their order
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/blob/polkadot-v1.1.0/substrate/primitives/runtime/src/generic/header.rs">header.rs</a>
 */
public record Header(
    Hash256 parentHash,
    long number,
    Hash256 stateRoot,
    Hash256 extrinsicsRoot,
    List<DigestItem> digest) {
  /** The fewest bytes that a header takes: three hashes, one byte of number, one of count. */
  public static final int MIN_SIZE = 3 * Hash256.SIZE + 2;

  private static final long MAX_NUMBER = 0xffff_ffffL;

  /** Refuses numbers that do not fit on the wire. */
  public Header {
    if (number < 0 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("block number " + number + " does not fit in 32 bits");
    }
    digest = List.copyOf(digest);
  }

  /** Decodes a header that fills {@code encoded}. */
  public static Header decode(byte[] encoded) {
    return ScaleReader.decodeAll(encoded, Header::read);
  }

  /** Reads one header. */
  public static Header read(ScaleReader reader) {
    return new Header(
        Hash256.read(reader),
        reader.compactU32(),
        Hash256.read(reader),
        Hash256.read(reader),
        reader.list(1, DigestItem::read));
  }

  /**
   * The header that a JSON-RPC answer describes.
   *
   * @param encodedLogs each log as decoded from its hexadecimal text
   */
  public static Header fromJsonParts(
      Hash256 parentHash,
      long number,
      Hash256 stateRoot,
      Hash256 extrinsicsRoot,
      List<byte[]> encodedLogs) {
    List<DigestItem> digest = encodedLogs.stream().map(DigestItem::decode).toList();
    return new Header(parentHash, number, stateRoot, extrinsicsRoot, digest);
  }

  /** Writes the header. */
  public void write(ScaleWriter writer) {
    writer
        .bytes(parentHash.bytes())
        .compact(number)
        .bytes(stateRoot.bytes())
        .bytes(extrinsicsRoot.bytes())
        .list(digest, (out, item) -> item.write(out));
  }

  /** The header's bytes, equal to those it was decoded from. */
  public byte[] encode() {
    var writer = new ScaleWriter(512);
    write(writer);
    return writer.toByteArray();
  }

  /** The block's hash: BLAKE2b-256 of all the bytes, the seal included. */
  public Hash256 hash() {
    return Hashing.blake2b256(encode());
  }
}
