package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.Bytes;

/**
 * A verified parachain block as it goes into the log.
 *
 * @param storageChanges SCALE bytes as the node sent them; none for block 0
 * @param provenAt number of the relay-chain header whose state proves the block
 */
public record ParaBlock(EncodedHeader header, Bytes storageChanges, long provenAt) {

  /** About how much memory the block takes. */
  public long size() {
    return header.encoded().length() + (long) storageChanges.length();
  }
}
