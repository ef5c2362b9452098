package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;

/** A node that is needed and not at hand; never leaves this package. */
final class MissingNode extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Bytes key;

  /** {@code key}: one whose lookup visits the node. */
  MissingNode(Hash256 hash, Bytes key) {
    super(
        "node " + hash + " on the path of key " + key.hex() + " is not there", null, false, false);
    this.key = key;
  }

  Bytes key() {
    return key;
  }
}
