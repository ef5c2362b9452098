package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.header.DigestItem;
import dev.runtimebridge.substrate.header.EngineId;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;
import java.util.Optional;

/**
 * A header's announcement that other authorities take over.
 *
 * <pre>
 * scheduled_change = %x01 authority_list 4OCTET   ; delay in blocks
 * </pre>
 *
 * <p>The block that carries it is still finalized by the old set. pRuntime refuses a delay other
 * than 0.
 *
 * @param delay number of blocks after which it takes effect
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/src/blocks.rs">find_scheduled_change</a>
 */
public record ScheduledChange(List<Authority> nextAuthorities, long delay) {
  private static final int KIND = 1;

  /** Copies the list. */
  public ScheduledChange {
    nextAuthorities = List.copyOf(nextAuthorities);
  }

  /**
   * The first change that {@code header} announces, wherever it stands among the logs.
   *
   * @throws dev.runtimebridge.substrate.scale.MalformedScale if a log says that it is one and is
   *     not
   */
  public static Optional<ScheduledChange> in(Header header) {
    for (DigestItem item : header.digest()) {
      if (item instanceof DigestItem.Consensus(EngineId engine, Bytes log)
          && engine.equals(EngineId.GRANDPA)
          && !log.isEmpty()
          && log.at(0) == KIND) {
        return Optional.of(read(ScaleReader.of(log.toByteArray())));
      }
    }
    return Optional.empty();
  }

  /** The log that announces this change in a header. */
  public DigestItem toDigestItem() {
    var writer = new ScaleWriter().u8(KIND);
    Authority.writeList(writer, nextAuthorities);
    writer.u32(delay);
    return new DigestItem.Consensus(EngineId.GRANDPA, Bytes.of(writer.toByteArray()));
  }

  private static ScheduledChange read(ScaleReader reader) {
    reader.u8();
    return new ScheduledChange(Authority.readList(reader), reader.u32());
  }
}
