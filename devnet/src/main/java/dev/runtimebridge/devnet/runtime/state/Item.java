package dev.runtimebridge.devnet.runtime.state;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.Optional;

/**
 * A storage item that holds one value.
 *
 * @param key where it stands
 */
public record Item<T>(Bytes key, Scale<T> scale) {

  /** The item of a pallet. */
  public static <T> Item<T> of(String pallet, String name, Scale<T> scale) {
    return new Item<>(StorageKeys.plain(pallet, name), scale);
  }

  /** Its value, if there is one. */
  public Optional<T> get(Overlay state) {
    return state.get(key).map(scale::decode);
  }

  /** Its value, or what stands for none. */
  public T get(Overlay state, T fallback) {
    return get(state).orElse(fallback);
  }

  /** Writes its value. */
  public void put(Overlay state, T value) {
    state.put(key, scale.encode(value));
  }

  /** Removes it. */
  public void remove(Overlay state) {
    state.remove(key);
  }
}
