package dev.runtimebridge.substrate.metadata;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;

/** How the key of a storage map is hashed, in the order of the indices in metadata. */
public enum Hasher {
  /** BLAKE2b of 16 bytes; the key is lost. */
  BLAKE2_128(16, false),
  /** BLAKE2b of 32 bytes; the key is lost. */
  BLAKE2_256(32, false),
  /** BLAKE2b of 16 bytes, then the key. */
  BLAKE2_128_CONCAT(16, true),
  /** xxHash of 16 bytes; the key is lost. */
  TWOX_128(16, false),
  /** xxHash of 32 bytes; the key is lost. */
  TWOX_256(32, false),
  /** xxHash of 8 bytes, then the key. */
  TWOX_64_CONCAT(8, true),
  /** The key alone. */
  IDENTITY(0, true);

  private final int hashSize;
  private final boolean keepsKey;

  Hasher(int hashSize, boolean keepsKey) {
    this.hashSize = hashSize;
    this.keepsKey = keepsKey;
  }

  /** Number of bytes before the key. */
  public int hashSize() {
    return hashSize;
  }

  /** Whether the key can be read back. */
  public boolean keepsKey() {
    return keepsKey;
  }

  /** The hash of an encoded key, without the key. */
  public byte[] hash(byte[] key) {
    return switch (this) {
      case BLAKE2_128, BLAKE2_128_CONCAT -> Hashing.blake2b128(key);
      case BLAKE2_256 -> Hashing.blake2b256(key).bytes();
      case TWOX_128 -> Hashing.twox128(key);
      case TWOX_256 -> Hashing.twox256(key);
      case TWOX_64_CONCAT -> Hashing.twox64(key);
      case IDENTITY -> new byte[0];
    };
  }

  /** What stands for an encoded key in the key of an entry. */
  public Bytes apply(byte[] key) {
    return keepsKey ? Bytes.concat(hash(key), key) : Bytes.of(hash(key));
  }
}
