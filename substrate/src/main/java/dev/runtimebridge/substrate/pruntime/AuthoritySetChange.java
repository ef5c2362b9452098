package dev.runtimebridge.substrate.pruntime;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * The next authority set and its proof, which pRuntime up to 2.1 wants with the header that
 * announces it; newer ones ignore it.
 *
 * <pre>
 * authority_set_change = authority_set compact *bytes   ; nodes of the proof
 * bytes                = compact *OCTET
 * </pre>
 *
 * @param authorityProof against the announcing header's state root
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/src/blocks.rs">AuthoritySetChange</a>
 */
public record AuthoritySetChange(AuthoritySet authoritySet, List<Bytes> authorityProof) {

  /** Copies the list. */
  public AuthoritySetChange {
    authorityProof = List.copyOf(authorityProof);
  }

  /** Decodes a change that fills {@code encoded}. */
  public static AuthoritySetChange decode(byte[] encoded) {
    return ScaleReader.decodeAll(
        encoded,
        reader -> new AuthoritySetChange(AuthoritySet.read(reader), RawHeaders.readProof(reader)));
  }

  /** The change's bytes. */
  public byte[] encode() {
    var writer = new ScaleWriter(1024);
    authoritySet.write(writer);
    RawHeaders.writeProof(writer, authorityProof);
    return writer.toByteArray();
  }
}
