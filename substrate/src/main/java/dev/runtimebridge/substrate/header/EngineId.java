package dev.runtimebridge.substrate.header;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * The four bytes that say which consensus engine a digest item belongs to.
 *
 * @param bytes exactly four
 */
public record EngineId(Bytes bytes) {
  /** Number of bytes. */
  public static final int SIZE = 4;

  /** Finality. */
  public static final EngineId GRANDPA = new EngineId(Bytes.utf8("FRNK"));

  /** Block production of relay chains. */
  public static final EngineId BABE = new EngineId(Bytes.utf8("BABE"));

  /** Block production of parachains. */
  public static final EngineId AURA = new EngineId(Bytes.utf8("aura"));

  /** Refuses any other size. */
  public EngineId {
    if (bytes.length() != SIZE) {
      throw new IllegalArgumentException("an engine id has 4 bytes, not " + bytes.length());
    }
  }

  static EngineId read(ScaleReader reader) {
    return new EngineId(Bytes.of(reader.bytes(SIZE)));
  }

  void write(ScaleWriter writer) {
    writer.bytes(bytes.toByteArray());
  }
}
