package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.scale.ScaleReader;

/**
 * What a transaction carries and signs besides its call.
 *
 * @param name which extension it is, such as {@code CheckNonce}
 * @param extra type of what stands in the transaction
 * @param additional type of what is signed, but not sent
 */
public record SignedExtension(String name, int extra, int additional) {

  static SignedExtension read(ScaleReader reader, TypeRegistry types) {
    String name = reader.string();
    int extra = types.known(MetadataReader.typeId(reader), name);
    return new SignedExtension(name, extra, types.known(MetadataReader.typeId(reader), name));
  }
}
