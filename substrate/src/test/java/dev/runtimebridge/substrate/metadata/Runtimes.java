package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.SharedData;
import java.io.IOException;

/** Metadata of real runtimes, decoded. */
public final class Runtimes {
  private Runtimes() {}

  /** Khala 1251, August 2023. */
  public static RuntimeMetadata khala() throws IOException {
    return decode("khala_metadata.scale");
  }

  /** The metadata in a file of {@code ../shared/data/metadata}. */
  public static RuntimeMetadata decode(String name) throws IOException {
    return RuntimeMetadata.decode(bytes(name));
  }

  /** The bytes of such a file. */
  public static Bytes bytes(String name) throws IOException {
    return Bytes.of(SharedData.bytes("metadata/" + name));
  }
}
