package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import org.jspecify.annotations.Nullable;

/** The value of a node in the form that the node's encoding has it. */
sealed interface Value {
  /** Stands in the node. */
  record Inline(Bytes bytes) implements Value {}

  /** Stands beside the trie; {@code bytes} is null where only the hash was read from a node. */
  record Hashed(Hash256 hash, @Nullable Bytes bytes) implements Value {
    static Hashed of(Bytes bytes) {
      return new Hashed(Hashing.blake2b256(bytes.toByteArray()), bytes);
    }
  }

  /** The value itself, or null where only its hash is known. */
  @Nullable Bytes bytes();
}
