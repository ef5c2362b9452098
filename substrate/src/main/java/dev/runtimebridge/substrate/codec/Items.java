package dev.runtimebridge.substrate.codec;

import dev.runtimebridge.substrate.metadata.PalletMetadata;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.metadata.StorageItem;

/** Looks things up in metadata that must be there. */
final class Items {
  private Items() {}

  static PalletMetadata pallet(RuntimeMetadata metadata, String pallet) {
    return metadata
        .pallet(pallet)
        .orElseThrow(() -> new NoSuchItem("no pallet " + pallet + " in this runtime"));
  }

  static StorageItem storage(RuntimeMetadata metadata, String pallet, String item) {
    return pallet(metadata, pallet)
        .item(item)
        .orElseThrow(() -> new NoSuchItem("no storage item " + item + " in pallet " + pallet));
  }
}
