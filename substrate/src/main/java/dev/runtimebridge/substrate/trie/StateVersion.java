package dev.runtimebridge.substrate.trie;

import dev.runtimebridge.substrate.Bytes;

/**
 * How a value is kept in the node that it is written to; a runtime declares it as {@code
 * state_version}. Values that nobody writes again stay as they are, so one trie may hold both.
 */
public enum StateVersion {
  /** Every value stands in its node. */
  V0,
  /** A value of 33 bytes or more stands beside the trie and its hash in the node. */
  V1;

  private static final int HASHED_FROM = 33;

  Value valueOf(Bytes bytes) {
    return this == V1 && bytes.length() >= HASHED_FROM
        ? Value.Hashed.of(bytes)
        : new Value.Inline(bytes);
  }
}
