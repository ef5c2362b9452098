package dev.runtimebridge.substrate.grandpa;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * The Ed25519 public key by which GRANDPA knows an authority.
 *
 * @param bytes exactly 32
 */
public record AuthorityId(Bytes bytes) {
  /** Number of bytes. */
  public static final int SIZE = 32;

  /** Refuses any other size. */
  public AuthorityId {
    if (bytes.length() != SIZE) {
      throw new IllegalArgumentException("an authority id has 32 bytes, not " + bytes.length());
    }
  }

  /** Reads the 32 bytes as they are. */
  public static AuthorityId read(ScaleReader reader) {
    return new AuthorityId(Bytes.of(reader.bytes(SIZE)));
  }

  /** Writes the 32 bytes as they are. */
  public void write(ScaleWriter writer) {
    writer.bytes(bytes.toByteArray());
  }
}
