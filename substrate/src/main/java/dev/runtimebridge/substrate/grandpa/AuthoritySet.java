package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * The voters between two changes and the number of that span.
 *
 * <pre>
 * authority_set = authority_list 8OCTET   ; the list first, then the set id
 * </pre>
 *
 * @param setId counts the changes since genesis; the bits of an unsigned 64-bit number
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/src/blocks.rs">AuthoritySet</a>
 */
public record AuthoritySet(long setId, List<Authority> authorities) {

  /** Copies the list. */
  public AuthoritySet {
    authorities = List.copyOf(authorities);
  }

  /** The set that follows, once the block that announced {@code change} is final. */
  public AuthoritySet next(ScheduledChange change) {
    return new AuthoritySet(setId + 1, change.nextAuthorities());
  }

  /** Decodes a set that fills {@code encoded}. */
  public static AuthoritySet decode(byte[] encoded) {
    return ScaleReader.decodeAll(encoded, AuthoritySet::read);
  }

  /** Reads one set. */
  public static AuthoritySet read(ScaleReader reader) {
    List<Authority> authorities = Authority.readList(reader);
    return new AuthoritySet(reader.u64(), authorities);
  }

  /** Writes the set. */
  public void write(ScaleWriter writer) {
    Authority.writeList(writer, authorities);
    writer.u64(setId);
  }

  /** The set's bytes. */
  public byte[] encode() {
    var writer = new ScaleWriter(16 + authorities.size() * Authority.SIZE);
    write(writer);
    return writer.toByteArray();
  }
}
