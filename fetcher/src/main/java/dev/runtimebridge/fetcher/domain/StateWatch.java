package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.fetcher.domain.ParaStateValue.Content;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.NoSuchItem;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.UnfitValue;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.metadata.Hasher;
import dev.runtimebridge.substrate.metadata.MalformedMetadata;
import dev.runtimebridge.substrate.metadata.PalletMetadata;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.metadata.StorageItem;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which storage is watched while one runtime executes blocks, and what it means. Items that the
 * runtime does not have are not watched. Immutable.
 */
public final class StateWatch {
  /** Watches nothing. */
  public static final StateWatch NOTHING = new StateWatch(Optional.empty(), Map.of(), "");

  private static final String WRAPPED_BALANCES = "PhalaWrappedBalances";
  private static final String WRAPPED_ASSET = "WPhaAssetId";

  private final Optional<RuntimeCodec> codec;
  private final Map<WatchedItem, Watched> items;
  private final String unreadable;

  /** An item as this runtime has it; {@code prefix} leads the keys that are watched. */
  private record Watched(StorageItem shape, Bytes prefix) {}

  private StateWatch(Optional<RuntimeCodec> codec, Map<WatchedItem, Watched> items, String why) {
    this.codec = codec;
    this.items = items;
    this.unreadable = why;
  }

  /** What is watched under {@code runtime}; nothing if its metadata cannot be read. */
  public static StateWatch of(ParaRuntime runtime) {
    try {
      var codec = new RuntimeCodec(RuntimeMetadata.decode(runtime.metadata()));
      var items = new EnumMap<WatchedItem, Watched>(WatchedItem.class);
      for (WatchedItem item : WatchedItem.values()) {
        watched(codec, item).ifPresent(found -> items.put(item, found));
      }
      return new StateWatch(Optional.of(codec), items, "");
    } catch (MalformedMetadata | MalformedScale | UnfitValue e) {
      return new StateWatch(Optional.empty(), Map.of(), String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Watched> watched(RuntimeCodec codec, WatchedItem item) {
    Optional<PalletMetadata> pallet = codec.metadata().pallet(item.pallet());
    Optional<StorageItem> shape = pallet.flatMap(found -> found.item(item.item()));
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    if (item != WatchedItem.FREE_STAKE) {
      return Optional.of(new Watched(shape.get(), codec.storagePrefix(item.pallet(), item.item())));
    }
    return codec
        .constant(WRAPPED_BALANCES, WRAPPED_ASSET)
        .map(asset -> new Watched(shape.get(), assetPrefix(codec, item, asset)));
  }

  private static Bytes assetPrefix(RuntimeCodec codec, WatchedItem item, Value asset) {
    return codec.storageKey(item.pallet(), item.item(), asset);
  }

  /** Why nothing is watched; empty if the metadata could be read. */
  public String unreadable() {
    return unreadable;
  }

  /** The entry after {@code change} in {@code block}, if it is watched. */
  public Optional<ParaStateValue> value(Change change, ChainPoint block) {
    Optional<WatchedItem> item = WatchedItem.of(change.key());
    Watched watched = item.map(items::get).orElse(null);
    if (watched == null || codec.isEmpty() || !change.key().startsWith(watched.prefix())) {
      return Optional.empty();
    }
    Content content = content(codec.get(), item.get(), watched.shape(), change);
    return Optional.of(
        new ParaStateValue(item.get(), change.key(), change.value(), block, content));
  }

  private static Content content(
      RuntimeCodec codec, WatchedItem item, StorageItem shape, Change change) {
    try {
      List<Value> keys =
          shape.hashers().isEmpty()
              ? List.of()
              : codec.storageKeyParts(item.pallet(), item.item(), change.key());
      Optional<Value> value =
          change.value().map(encoded -> codec.storageValue(item.pallet(), item.item(), encoded));
      return new Content.Known(keys, encodedKey(shape.hashers(), change.key()), value);
    } catch (MalformedScale | UnfitValue | NoSuchItem e) {
      return new Content.Unknown(String.valueOf(e.getMessage()));
    }
  }

  /** The key of a map with one key, without its hash. */
  private static Bytes encodedKey(List<Hasher> hashers, Bytes key) {
    return hashers.size() == 1
        ? key.slice(WatchedItem.PREFIX_LENGTH + hashers.getFirst().hashSize(), key.length())
        : Bytes.EMPTY;
  }
}
