package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;

/** A constant of a pallet: its type and its encoded value. */
public record PalletConstant(String name, int type, Bytes value) {

  static PalletConstant read(ScaleReader reader, TypeRegistry types) {
    String name = reader.string();
    int type = types.known(MetadataReader.typeId(reader), name);
    Bytes value = Bytes.read(reader);
    MetadataReader.skipTexts(reader);
    return new PalletConstant(name, type, value);
  }
}
