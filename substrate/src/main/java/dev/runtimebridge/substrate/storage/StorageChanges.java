package dev.runtimebridge.substrate.storage;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;
import java.util.Optional;

/**
 * What one block of the parachain changed in its storage.
 *
 * <pre>
 * storage_changes = compact *change compact *child_changes   ; main trie, child tries
 * change          = bytes (%x00 / %x01 bytes)                ; key, new value or removal
 * child_changes   = bytes compact *change                    ; storage key of the child trie
 * bytes           = compact *OCTET
 * </pre>
 *
 * @param main changes of the main trie
 * @param child changes of child tries
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phala-trie-storage/src/ser.rs">StorageChanges</a>
 */
public record StorageChanges(List<Change> main, List<ChildChanges> child) {
  /** A block that changed nothing. */
  public static final StorageChanges NONE = new StorageChanges(List.of(), List.of());

  /** Copies the lists. */
  public StorageChanges {
    main = List.copyOf(main);
    child = List.copyOf(child);
  }

  /**
   * One key's new value.
   *
   * @param value what the key holds now, possibly of no bytes; absent when the key was removed
   */
  public record Change(Bytes key, Optional<Bytes> value) {

    /** The key now holds {@code value}. */
    public static Change put(Bytes key, Bytes value) {
      return new Change(key, Optional.of(value));
    }

    /** The key holds nothing any more. */
    public static Change remove(Bytes key) {
      return new Change(key, Optional.empty());
    }

    static Change read(ScaleReader reader) {
      return new Change(Bytes.read(reader), reader.option(Bytes::read));
    }

    void write(ScaleWriter writer) {
      key.write(writer);
      writer.option(value, (out, present) -> present.write(out));
    }
  }

  /**
   * Changes of one child trie.
   *
   * @param storageKey the child trie's key without {@code :child_storage:default:}
   */
  public record ChildChanges(Bytes storageKey, List<Change> changes) {

    /** Copies the list. */
    public ChildChanges {
      changes = List.copyOf(changes);
    }

    static ChildChanges read(ScaleReader reader) {
      return new ChildChanges(Bytes.read(reader), reader.list(2, Change::read));
    }

    void write(ScaleWriter writer) {
      storageKey.write(writer);
      writer.list(changes, (out, change) -> change.write(out));
    }
  }

  /** Decodes changes that fill {@code encoded}. */
  public static StorageChanges decode(byte[] encoded) {
    return ScaleReader.decodeAll(encoded, StorageChanges::read);
  }

  /** Reads the changes of one block. */
  public static StorageChanges read(ScaleReader reader) {
    return new StorageChanges(reader.list(2, Change::read), reader.list(2, ChildChanges::read));
  }

  /** Writes the changes. */
  public void write(ScaleWriter writer) {
    writer
        .list(main, (out, change) -> change.write(out))
        .list(child, (out, changes) -> changes.write(out));
  }

  /** The changes' bytes. */
  public byte[] encode() {
    var writer = new ScaleWriter(1024);
    write(writer);
    return writer.toByteArray();
  }
}
