package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One pallet of a runtime.
 *
 * @param index its byte in calls, events and errors
 * @param storagePrefix the name under which its storage stands; mostly its own
 * @param storage items by name
 * @param calls type of its calls, an enum
 * @param events type of its events, an enum
 * @param errors type of its errors, an enum
 * @param constants by name
 */
public record PalletMetadata(
    String name,
    int index,
    String storagePrefix,
    Map<String, StorageItem> storage,
    OptionalInt calls,
    OptionalInt events,
    OptionalInt errors,
    Map<String, PalletConstant> constants) {

  /** Copies the maps. */
  public PalletMetadata {
    storage = Map.copyOf(storage);
    constants = Map.copyOf(constants);
  }

  /** The storage item of this name. */
  public Optional<StorageItem> item(String name) {
    return Optional.ofNullable(storage.get(name));
  }

  static PalletMetadata read(ScaleReader reader, TypeRegistry types, boolean withDocs) {
    String name = reader.string();
    String prefix = name;
    List<StorageItem> items = List.of();
    if (reader.bool()) {
      prefix = reader.string();
      items = reader.list(6, each -> StorageItem.read(each, types));
    }
    OptionalInt calls = variants(reader, types, name);
    OptionalInt events = variants(reader, types, name);
    List<PalletConstant> constants = reader.list(4, each -> PalletConstant.read(each, types));
    OptionalInt errors = variants(reader, types, name);
    int index = reader.u8();
    if (withDocs) {
      MetadataReader.skipTexts(reader);
    }
    return new PalletMetadata(
        name,
        index,
        prefix,
        MetadataReader.byName(items, StorageItem::name),
        calls,
        events,
        errors,
        MetadataReader.byName(constants, PalletConstant::name));
  }

  private static OptionalInt variants(ScaleReader reader, TypeRegistry types, String pallet) {
    if (!reader.bool()) {
      return OptionalInt.empty();
    }
    int type = types.known(MetadataReader.typeId(reader), pallet);
    if (types.shape(type) instanceof Variants) {
      return OptionalInt.of(type);
    }
    throw new MalformedMetadata(
        "pallet "
            + pallet
            + " has type "
            + type
            + " for calls, events or errors, and it is no enum");
  }
}
