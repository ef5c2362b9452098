package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * A node's answer to {@code grandpa_proveFinality}.
 *
 * <pre>
 * finality_proof = 32OCTET bytes compact *header
 * bytes          = compact *OCTET
 * </pre>
 *
 * @param block hash of the block that the justification is for
 * @param justification a {@link GrandpaJustification}, as the node sent it
 * @param unknownHeaders headers after the asked block up to {@code block}
 */
public record FinalityProof(Hash256 block, Bytes justification, List<Header> unknownHeaders) {

  /** Copies the list. */
  public FinalityProof {
    unknownHeaders = List.copyOf(unknownHeaders);
  }

  /** Decodes a proof that fills {@code encoded}. */
  public static FinalityProof decode(byte[] encoded) {
    return ScaleReader.decodeAll(
        encoded,
        reader ->
            new FinalityProof(
                Hash256.read(reader),
                Bytes.read(reader),
                reader.list(Header.MIN_SIZE, Header::read)));
  }

  /** The proof's bytes. */
  public byte[] encode() {
    var writer = new ScaleWriter(justification.length() + 256).bytes(block.bytes());
    justification.write(writer);
    return writer.list(unknownHeaders, (out, header) -> header.write(out)).toByteArray();
  }
}
