package dev.runtimebridge.substrate.pruntime;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * The relay-chain block that a pRuntime trusts from the start, for {@code InitRuntime}.
 *
 * <pre>
 * genesis_block_info = header authority_set compact *bytes   ; nodes of the proof
 * bytes              = compact *OCTET
 * </pre>
 *
 * @param blockHeader as the node sent it
 * @param authoritySet who finalizes the blocks after it
 * @param proof of the authorities against the header's state root
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/src/blocks.rs">GenesisBlockInfo</a>
 */
public record GenesisBlockInfo(Bytes blockHeader, AuthoritySet authoritySet, List<Bytes> proof) {

  /** Copies the list. */
  public GenesisBlockInfo {
    proof = List.copyOf(proof);
  }

  /** Decodes what fills {@code encoded}. */
  public static GenesisBlockInfo decode(byte[] encoded) {
    return ScaleReader.decodeAll(
        encoded,
        reader ->
            new GenesisBlockInfo(
                RawHeaders.readHeader(reader),
                AuthoritySet.read(reader),
                RawHeaders.readProof(reader)));
  }

  /** The header, decoded. */
  public Header decodedHeader() {
    return Header.decode(blockHeader.toByteArray());
  }

  /** The bytes that {@code InitRuntime} takes. */
  public byte[] encode() {
    var writer = new ScaleWriter(1024).bytes(blockHeader.toByteArray());
    authoritySet.write(writer);
    RawHeaders.writeProof(writer, proof);
    return writer.toByteArray();
  }
}
