package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.PalletConstant;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.metadata.StorageItem;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls, storage, events, errors and constants of one runtime by their names. Immutable, for all
 * threads. Names that the runtime does not have give {@link NoSuchItem}, values that do not fit
 * {@link UnfitValue}, bytes that do not fit {@link MalformedScale}, and nothing else.
 */
public final class RuntimeCodec {
  private final RuntimeMetadata metadata;
  private final ValueCodec values;
  private final Calls calls;
  private final Storage storage;

  /** A codec for the runtime that {@code metadata} tells of. */
  public RuntimeCodec(RuntimeMetadata metadata) {
    this.metadata = metadata;
    this.values = new ValueCodec(metadata.types());
    this.calls = new Calls(metadata, values);
    this.storage = new Storage(metadata, values);
  }

  /** What the runtime says of itself. */
  public RuntimeMetadata metadata() {
    return metadata;
  }

  /** The codec of its types. */
  public ValueCodec values() {
    return values;
  }

  /**
   * A call, such as {@code PhalaStakePoolv2}, {@code add_worker}; the arguments by the names that
   * the metadata gives them, all of them and no other. A call as an argument is the {@link
   * Value.Encoded} of its bytes.
   */
  public Bytes call(String pallet, String call, Map<String, Value> arguments) {
    return calls.encode(pallet, call, arguments);
  }

  /**
   * The call in these bytes, and in all of them: the variant of the pallet, whose only field is the
   * variant of the call. Calls within calls look the same.
   */
  public Value.Variant decodeCall(Bytes encoded) {
    return ScaleReader.decodeAll(encoded.toByteArray(), calls::decode);
  }

  /** What the keys of all entries of an item begin with; the key itself if it is no map. */
  public Bytes storagePrefix(String pallet, String item) {
    return storage.prefix(pallet, item);
  }

  /** Key of an entry, or what keys begin with whose first parts are {@code keys}. */
  public Bytes storageKey(String pallet, String item, Value... keys) {
    return storage.key(pallet, item, List.of(keys));
  }

  /**
   * The parts of a map's key, read back from the key of an entry.
   *
   * @throws NoSuchItem also if the map keeps only hashes of its keys
   */
  public List<Value> storageKeyParts(String pallet, String item, Bytes key) {
    return storage.parts(pallet, item, key);
  }

  /** The value in the bytes of an entry. */
  public Value storageValue(String pallet, String item, Bytes encoded) {
    return values.decode(Items.storage(metadata, pallet, item).value(), encoded);
  }

  /** The bytes of an entry with this value. */
  public Bytes encodeStorageValue(String pallet, String item, Value value) {
    return values.encode(Items.storage(metadata, pallet, item).value(), value);
  }

  /** What an absent entry means; nothing if it means none. */
  public Optional<Value> storageDefault(String pallet, String item) {
    StorageItem found = Items.storage(metadata, pallet, item);
    return found.optional()
        ? Optional.empty()
        : Optional.of(values.decode(found.value(), found.fallback()));
  }

  /** The events in the bytes of {@code System.Events}, in their order. */
  public List<EventRecord> events(Bytes encoded) {
    return Events.decode(metadata, values, encoded);
  }

  /** What a {@code DispatchError}, decoded out of an event, means in this runtime. */
  public CallError dispatchError(Value error) {
    return DispatchErrors.named(metadata, error);
  }

  /** A constant of a pallet. */
  public Optional<Value> constant(String pallet, String name) {
    Optional<PalletConstant> constant =
        metadata.pallet(pallet).map(each -> each.constants().get(name));
    return constant.map(each -> values.decode(each.type(), each.value()));
  }
}
