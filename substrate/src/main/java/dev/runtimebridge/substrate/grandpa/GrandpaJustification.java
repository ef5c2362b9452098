package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * What a node hands out to prove that a block is final.
 *
 * <pre>
 * justification = 8OCTET commit compact *header   ; round, commit, votes' ancestries
 * </pre>
 *
 * @param round the voting round; the bits of an unsigned 64-bit number
 * @param votesAncestries headers that lead from each vote's block back to the target
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/src/light_validation/justification.rs">GrandpaJustification</a>
 */
public record GrandpaJustification(long round, Commit commit, List<Header> votesAncestries) {

  /** Copies the list. */
  public GrandpaJustification {
    votesAncestries = List.copyOf(votesAncestries);
  }

  /** Decodes a justification; bytes after it are ignored, as nodes and pRuntime ignore them. */
  public static GrandpaJustification decode(byte[] encoded) {
    return read(ScaleReader.of(encoded));
  }

  /** Reads one justification. */
  public static GrandpaJustification read(ScaleReader reader) {
    return new GrandpaJustification(
        reader.u64(), Commit.read(reader), reader.list(Header.MIN_SIZE, Header::read));
  }

  /** The justification's bytes. */
  public byte[] encode() {
    var writer = new ScaleWriter(64 + commit.precommits().size() * SignedPrecommit.SIZE);
    commit.write(writer.u64(round));
    return writer.list(votesAncestries, (out, header) -> header.write(out)).toByteArray();
  }
}
