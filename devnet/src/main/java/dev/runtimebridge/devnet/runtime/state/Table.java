package dev.runtimebridge.devnet.runtime.state;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A storage item that is a map.
 *
 * @param prefix what all its keys begin with
 * @param hash of an encoded key, which stands before the key
 */
public record Table<K, V>(
    Bytes prefix, Function<byte[], byte[]> hash, Scale<K> keys, Scale<V> values) {

  /** A map hashed by Twox64Concat, as all of Phala's are. */
  public static <K, V> Table<K, V> twox(
      String pallet, String name, Scale<K> keys, Scale<V> values) {
    return new Table<>(StorageKeys.plain(pallet, name), Hashing::twox64, keys, values);
  }

  /** A map hashed by Blake2_128Concat. */
  public static <K, V> Table<K, V> blake(
      String pallet, String name, Scale<K> keys, Scale<V> values) {
    return new Table<>(StorageKeys.plain(pallet, name), Hashing::blake2b128, keys, values);
  }

  /** The value of a key. */
  public Optional<V> get(Overlay state, K key) {
    return state.get(storageKey(key)).map(values::decode);
  }

  /** Whether there is one. */
  public boolean has(Overlay state, K key) {
    return state.get(storageKey(key)).isPresent();
  }

  /** Writes it. */
  public void put(Overlay state, K key, V value) {
    state.put(storageKey(key), values.encode(value));
  }

  /** Removes it. */
  public void remove(Overlay state, K key) {
    state.remove(storageKey(key));
  }

  /** Everything in it, in the order of the storage keys. */
  public Map<K, V> all(Overlay state) {
    int hashed = prefix.length() + hash.apply(new byte[0]).length;
    Map<K, V> found = new LinkedHashMap<>();
    for (StorageEntry entry : state.entries(prefix)) {
      Bytes key = entry.key().slice(hashed, entry.key().length());
      found.put(keys.decode(key), values.decode(entry.value()));
    }
    return found;
  }

  /** Where the value of a key stands. */
  public Bytes storageKey(K key) {
    byte[] encoded = keys.encode(key).toByteArray();
    return Bytes.concat(prefix.toByteArray(), hash.apply(encoded), encoded);
  }
}
