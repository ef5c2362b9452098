package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.hash.Hash256;

/** A node as its parent knows it: at hand, or by its hash only. */
sealed interface TrieRef permits Node, TrieRef.Unloaded {
  /** A node of which only the hash is known. */
  record Unloaded(Hash256 hash) implements TrieRef {
    @Override
    public byte[] reference() {
      return hash.bytes();
    }
  }

  /** What stands for the node in its parent: its encoding below 32 bytes, else the hash of it. */
  byte[] reference();
}
