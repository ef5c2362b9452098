package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.metadata.Hasher;
import dev.runtimebridge.substrate.metadata.PalletMetadata;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.metadata.StorageItem;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys and values of storage items. */
final class Storage {
  private record Name(String pallet, String item) {}

  private final RuntimeMetadata metadata;
  private final ValueCodec values;
  // As many as the runtime has items: names it does not have are refused before.
  private final Map<Name, Bytes> prefixes = new ConcurrentHashMap<>();

  Storage(RuntimeMetadata metadata, ValueCodec values) {
    this.metadata = metadata;
    this.values = values;
  }

  Bytes prefix(String pallet, String item) {
    Items.storage(metadata, pallet, item);
    return prefixes.computeIfAbsent(
        new Name(pallet, item),
        name -> {
          PalletMetadata owner = Items.pallet(metadata, name.pallet());
          return Bytes.concat(Hashing.twox128(owner.storagePrefix()), Hashing.twox128(name.item()));
        });
  }

  Bytes key(String pallet, String item, List<Value> keys) {
    StorageItem storage = Items.storage(metadata, pallet, item);
    if (keys.size() > storage.hashers().size()) {
      throw new UnfitValue(
          pallet
              + "."
              + item
              + " has keys of "
              + storage.hashers().size()
              + " parts, not "
              + keys.size());
    }
    byte[][] parts = new byte[1 + keys.size()][];
    parts[0] = prefix(pallet, item).toByteArray();
    for (int i = 0; i < keys.size(); i++) {
      byte[] key = values.encode(storage.keys().get(i), keys.get(i)).toByteArray();
      parts[1 + i] = storage.hashers().get(i).apply(key).toByteArray();
    }
    return Bytes.concat(parts);
  }

  List<Value> parts(String pallet, String item, Bytes key) {
    StorageItem storage = Items.storage(metadata, pallet, item);
    ScaleReader reader = ScaleReader.of(key.toByteArray());
    Bytes prefix = prefix(pallet, item);
    if (!key.startsWith(prefix)) {
      throw reader.malformed("a key that is not of " + pallet + "." + item);
    }
    reader.bytes(prefix.length());
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < storage.hashers().size(); i++) {
      parts.add(part(reader, storage, i));
    }
    reader.end();
    return List.copyOf(parts);
  }

  private Value part(ScaleReader reader, StorageItem storage, int i) {
    Hasher hasher = storage.hashers().get(i);
    if (!hasher.keepsKey()) {
      throw new NoSuchItem(storage.name() + " keeps no keys, only their hash " + hasher);
    }
    byte[] hash = reader.bytes(hasher.hashSize());
    int from = reader.position();
    Value value = values.decode(storage.keys().get(i), reader);
    if (!Arrays.equals(hash, hasher.hash(reader.since(from)))) {
      throw reader.malformed("a key of " + storage.name() + " whose hash is not that of its key");
    }
    return value;
  }
}
