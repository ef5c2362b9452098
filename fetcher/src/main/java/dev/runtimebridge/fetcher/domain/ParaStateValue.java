package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a watched entry of the parachain's state holds after a block.
 *
 * @param value its bytes; absent if the entry was removed
 * @param content what key and value mean
 */
public record ParaStateValue(
    WatchedItem item, Bytes key, Optional<Bytes> value, ChainPoint block, Content content) {

  /** What the runtime's metadata makes of an entry. */
  public sealed interface Content {
    /**
     * Key and value in the runtime's words.
     *
     * @param keys the parts of the key; none if the item is no map
     * @param encodedKey the last part of the key, encoded as it stands in the storage key
     */
    record Known(List<Value> keys, Bytes encodedKey, Optional<Value> value) implements Content {
      /** Copies the list. */
      public Known {
        keys = List.copyOf(keys);
      }
    }

    /** Key or value do not have the form that the metadata says. */
    record Unknown(String why) implements Content {}
  }
}
