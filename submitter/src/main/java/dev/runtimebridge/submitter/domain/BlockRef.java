package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.hash.Hash256;

/** A block of the parachain. */
public record BlockRef(long number, Hash256 hash) {

  /** Number and hash, for people. */
  @Override
  public String toString() {
    return "#" + number + " " + hash;
  }
}
