package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.hash.Hash256;

/** One block of a chain: its number and its hash. */
public record ChainPoint(long number, Hash256 hash) {

  @Override
  public String toString() {
    return "#" + number + " " + hash;
  }
}
