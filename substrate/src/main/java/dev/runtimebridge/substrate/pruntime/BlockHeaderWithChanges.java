package dev.runtimebridge.substrate.pruntime;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges;

/**
 * A parachain block for pRuntime to dispatch: of the header it reads the number only.
 *
 * <pre>
 * block_header_with_changes = header storage_changes
 * </pre>
 *
 * @param blockHeader as the node sent it
 * @param storageChanges as the node sent them
 */
public record BlockHeaderWithChanges(Bytes blockHeader, Bytes storageChanges) {

  /** The header, decoded. */
  public Header decodedHeader() {
    return Header.decode(blockHeader.toByteArray());
  }

  /** The changes, decoded. */
  public StorageChanges decodedChanges() {
    return StorageChanges.decode(storageChanges.toByteArray());
  }

  static BlockHeaderWithChanges read(ScaleReader reader) {
    Bytes header = RawHeaders.readHeader(reader);
    int from = reader.position();
    StorageChanges.read(reader);
    return new BlockHeaderWithChanges(header, Bytes.of(reader.since(from)));
  }

  void write(ScaleWriter writer) {
    writer.bytes(blockHeader.toByteArray()).bytes(storageChanges.toByteArray());
  }
}
