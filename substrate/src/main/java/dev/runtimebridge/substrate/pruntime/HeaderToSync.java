package dev.runtimebridge.substrate.pruntime;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Optional;

/**
 * A relay-chain header on its way into pRuntime.
 *
 * <pre>
 * header_to_sync = header (%x00 / %x01 compact *OCTET)   ; justification
 * </pre>
 *
 * @param header as the node sent it
 * @param justification as the node sent it; pRuntime reads only that of a batch's last header
 */
public record HeaderToSync(Bytes header, Optional<Bytes> justification) {

  /** The header, decoded. */
  public Header decodedHeader() {
    return Header.decode(header.toByteArray());
  }

  static HeaderToSync read(ScaleReader reader) {
    return new HeaderToSync(RawHeaders.readHeader(reader), reader.option(Bytes::read));
  }

  void write(ScaleWriter writer) {
    writer.bytes(header.toByteArray());
    writer.option(justification, (out, present) -> present.write(out));
  }
}
