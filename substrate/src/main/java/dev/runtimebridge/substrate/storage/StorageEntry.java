package dev.runtimebridge.substrate.storage;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * A key of the storage and what it holds; an empty value is a value.
 *
 * <pre>
 * storage_entry = compact *OCTET compact *OCTET   ; key, value
 * </pre>
 */
public record StorageEntry(Bytes key, Bytes value) {

  /** Reads one entry. */
  public static StorageEntry read(ScaleReader reader) {
    return new StorageEntry(Bytes.read(reader), Bytes.read(reader));
  }

  /** Writes one entry. */
  public void write(ScaleWriter writer) {
    key.write(writer);
    value.write(writer);
  }
}
