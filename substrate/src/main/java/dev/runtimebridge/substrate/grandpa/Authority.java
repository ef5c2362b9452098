package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * A voter of GRANDPA and how much its vote weighs.
 *
 * <pre>
 * authority      = 32OCTET 8OCTET       ; id, weight
 * authority_list = compact *authority
 * </pre>
 *
 * @param weight the bits of an unsigned 64-bit number; 1 on all known relay chains
 */
public record Authority(AuthorityId id, long weight) {
  /** Number of bytes. */
  public static final int SIZE = AuthorityId.SIZE + Long.BYTES;

  /** Reads one authority. */
  public static Authority read(ScaleReader reader) {
    return new Authority(AuthorityId.read(reader), reader.u64());
  }

  /** Writes one authority. */
  public void write(ScaleWriter writer) {
    id.write(writer);
    writer.u64(weight);
  }

  /** Reads an authority list. */
  public static List<Authority> readList(ScaleReader reader) {
    return reader.list(SIZE, Authority::read);
  }

  /** Writes an authority list. */
  public static void writeList(ScaleWriter writer, List<Authority> authorities) {
    writer.list(authorities, (out, authority) -> authority.write(out));
  }
}
