package dev.runtimebridge.substrate.storage;

import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * A whole state of the parachain, as {@code InitRuntime} and {@code LoadChainState} take it.
 *
 * <pre>
 * storage_state = compact *storage_entry
 * </pre>
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/api/src/blocks.rs">StorageState</a>
 */
public record StorageState(List<StorageEntry> entries) {

  /** Copies the list. */
  public StorageState {
    entries = List.copyOf(entries);
  }

  /** Decodes a state that fills {@code encoded}. */
  public static StorageState decode(byte[] encoded) {
    return ScaleReader.decodeAll(encoded, StorageState::read);
  }

  /** Reads one state. */
  public static StorageState read(ScaleReader reader) {
    return new StorageState(reader.list(2, StorageEntry::read));
  }

  /** The state's bytes. */
  public byte[] encode() {
    return new ScaleWriter(4096).list(entries, (out, entry) -> entry.write(out)).toByteArray();
  }
}
