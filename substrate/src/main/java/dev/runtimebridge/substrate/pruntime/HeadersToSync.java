package dev.runtimebridge.substrate.pruntime;

import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * Relay-chain headers to feed one pRuntime, oldest first, no gaps; the last one justified.
 *
 * <pre>
 * headers_to_sync = compact *header_to_sync
 * </pre>
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/src/blocks.rs">HeadersToSync</a>
 */
public record HeadersToSync(List<HeaderToSync> headers) {
  private static final byte[] NO_JUSTIFICATION = {0};

  /** Copies the list. */
  public HeadersToSync {
    headers = List.copyOf(headers);
  }

  /** Decodes headers that fill {@code encoded}. */
  public static HeadersToSync decode(byte[] encoded) {
    return ScaleReader.decodeAll(
        encoded, reader -> new HeadersToSync(reader.list(99, HeaderToSync::read)));
  }

  /** The headers' bytes. */
  public byte[] encode() {
    return new ScaleWriter(1024).list(headers, (out, header) -> header.write(out)).toByteArray();
  }

  /**
   * Encodes a batch straight from the bytes of its headers, without decoding them.
   *
   * @param headers as the node sent them, oldest first, at least one
   * @param lastJustification the justification of the last of them
   */
  public static byte[] encode(List<byte[]> headers, byte[] lastJustification) {
    if (headers.isEmpty()) {
      throw new IllegalArgumentException("a justification without a header to justify");
    }
    int size = RawHeaders.size(headers) + headers.size() + 5 + lastJustification.length;
    var writer = new ScaleWriter(size).compact(headers.size());
    for (byte[] header : headers.subList(0, headers.size() - 1)) {
      writer.bytes(header).bytes(NO_JUSTIFICATION);
    }
    return writer.bytes(headers.getLast()).u8(1).byteVec(lastJustification).toByteArray();
  }
}
