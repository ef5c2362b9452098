package dev.runtimebridge.substrate.pruntime;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * Parachain headers to feed one pRuntime, oldest first, no gaps; the last one is the head that a
 * proof shows.
 *
 * <pre>
 * para_headers = compact *header
 * </pre>
 *
 * @param headers as the node sent them
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/src/blocks.rs">Headers</a>
 */
public record ParaHeaders(List<Bytes> headers) {

  /** Copies the list. */
  public ParaHeaders {
    headers = List.copyOf(headers);
  }

  /** Decodes headers that fill {@code encoded}. */
  public static ParaHeaders decode(byte[] encoded) {
    return ScaleReader.decodeAll(
        encoded, reader -> new ParaHeaders(reader.list(Header.MIN_SIZE, RawHeaders::readHeader)));
  }

  /** The headers' bytes. */
  public byte[] encode() {
    return encode(headers.stream().map(Bytes::toByteArray).toList());
  }

  /** Encodes a batch straight from the bytes of its headers, without decoding them. */
  public static byte[] encode(List<byte[]> headers) {
    var writer = new ScaleWriter(RawHeaders.size(headers));
    return writer.list(headers, ScaleWriter::bytes).toByteArray();
  }
}
