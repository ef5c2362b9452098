package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime says of itself, out of {@code state_getMetadata}. Immutable, for all threads;
 * nothing is searched for after it is decoded.
 */
public final class RuntimeMetadata {
  private static final int LARGEST = 4 << 20;
  private static final int MAGIC = 4;

  private final int version;
  private final TypeRegistry types;
  private final List<PalletMetadata> pallets;
  private final Map<String, PalletMetadata> byName;
  private final @Nullable PalletMetadata[] byIndex = new PalletMetadata[256];
  private final ExtrinsicFormat extrinsics;

  RuntimeMetadata(
      int version, TypeRegistry types, List<PalletMetadata> pallets, ExtrinsicFormat extrinsics) {
    this.version = version;
    this.types = types;
    this.pallets = List.copyOf(pallets);
    this.byName = MetadataReader.byName(pallets, PalletMetadata::name);
    this.extrinsics = extrinsics;
    for (PalletMetadata pallet : pallets) {
      // Two pallets share an index only in broken metadata.
      if (byIndex[pallet.index()] != null) {
        throw new MalformedMetadata("two pallets have the index " + pallet.index());
      }
      byIndex[pallet.index()] = pallet;
    }
  }

  /**
   * Decodes metadata, with or without the leading {@code meta}.
   *
   * @throws MalformedMetadata if the version is neither 14 nor 15, or the bytes are no metadata
   */
  public static RuntimeMetadata decode(Bytes encoded) {
    if (encoded.length() > LARGEST) {
      throw new MalformedMetadata(
          "metadata of " + encoded.length() + " bytes; more than " + LARGEST + " are not read");
    }
    byte[] bytes = encoded.toByteArray();
    try {
      ScaleReader reader = ScaleReader.of(bytes);
      if (encoded.startsWith(Bytes.utf8("meta"))) {
        reader.bytes(MAGIC);
      }
      int version = reader.u8();
      if (version != 14 && version != 15) {
        throw new MalformedMetadata(
            "metadata of version V" + version + "; V14 and V15 are known, ask the node for these");
      }
      return MetadataReader.read(reader, version);
    } catch (MalformedScale malformed) {
      throw new MalformedMetadata("no metadata: " + malformed.getMessage(), malformed);
    }
  }

  /** Version of the format: 14 or 15. */
  public int version() {
    return version;
  }

  /** All types. */
  public TypeRegistry types() {
    return types;
  }

  /** All pallets in the order of the metadata. */
  public List<PalletMetadata> pallets() {
    return pallets;
  }

  /** The pallet of this name. */
  public Optional<PalletMetadata> pallet(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The pallet that the byte {@code index} stands for. */
  public Optional<PalletMetadata> pallet(int index) {
    return index < 0 || index > 255 ? Optional.empty() : Optional.ofNullable(byIndex[index]);
  }

  /** How extrinsics are made. */
  public ExtrinsicFormat extrinsics() {
    return extrinsics;
  }

  /** What a transaction carries besides its call, in order. */
  public List<SignedExtension> signedExtensions() {
    return extrinsics.extensions();
  }

  /** Prefix of addresses, from the constant {@code System.SS58Prefix}. */
  public OptionalInt ss58Prefix() {
    @Nullable PalletConstant prefix =
        pallet("System").map(system -> system.constants().get("SS58Prefix")).orElse(null);
    if (prefix == null || prefix.value().isEmpty() || prefix.value().length() > 2) {
      return OptionalInt.empty();
    }
    Bytes value = prefix.value();
    return OptionalInt.of(value.at(0) | (value.length() > 1 ? (value.at(1) << 8) : 0));
  }
}
