package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.List;

/**
 * A storage item of a pallet: a value, or a map of values.
 *
 * @param hashers one for each part of the key; none if it is no map
 * @param keys types of the parts of the key, as many as hashers
 * @param value type of the value
 * @param optional whether an absent value means none; else it means {@code fallback}
 * @param fallback encoded value that stands for an absent one
 */
public record StorageItem(
    String name,
    List<Hasher> hashers,
    List<Integer> keys,
    int value,
    boolean optional,
    Bytes fallback) {

  /** Copies the lists. */
  public StorageItem {
    hashers = List.copyOf(hashers);
    keys = List.copyOf(keys);
  }

  static StorageItem read(ScaleReader reader, TypeRegistry types) {
    String name = reader.string();
    boolean optional = !MetadataReader.choice(reader, new Boolean[] {false, true}, "modifier");
    int kind = reader.u8();
    List<Hasher> hashers = List.of();
    List<Integer> keys = List.of();
    if (kind == 1) {
      hashers = reader.list(1, each -> MetadataReader.choice(each, Hasher.values(), "hasher"));
      int key = types.known(MetadataReader.typeId(reader), name);
      keys = keys(name, hashers.size(), key, types);
    } else if (kind != 0) {
      throw reader.malformed("a storage item " + name + " of unknown kind " + kind);
    }
    int value = types.known(MetadataReader.typeId(reader), name);
    Bytes fallback = Bytes.read(reader);
    MetadataReader.skipTexts(reader);
    return new StorageItem(name, hashers, keys, value, optional, fallback);
  }

  private static List<Integer> keys(String name, int hashers, int key, TypeRegistry types) {
    if (hashers == 1) {
      return List.of(key);
    }
    if (types.shape(key) instanceof TypeShape.Tuple tuple && tuple.elements().size() == hashers) {
      return tuple.elements();
    }
    throw new MalformedMetadata(
        "storage map " + name + " has " + hashers + " hashers, its key not as many parts");
  }
}
