package dev.runtimebridge.substrate.extrinsic;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;

/**
 * A transaction as it is sent.
 *
 * @param encoded all its bytes, the length first
 */
public record SignedExtrinsic(Bytes encoded) {

  /** The hash by which nodes and explorers name it: BLAKE2b-256 of all bytes. */
  public Hash256 hash() {
    return Hashing.blake2b256(encoded.toByteArray());
  }
}
