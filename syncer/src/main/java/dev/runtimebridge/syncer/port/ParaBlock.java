package dev.runtimebridge.syncer.port;

import dev.runtimebridge.substrate.Bytes;

/**
 * A parachain block in the log.
 *
 * @param number its number
 * @param header SCALE header as the node sent it
 * @param storageChanges SCALE {@code StorageChanges} as the node sent them
 */
public record ParaBlock(long number, Bytes header, Bytes storageChanges) {
  /** Bytes that it takes in a request. */
  public int size() {
    return header.length() + storageChanges.length();
  }
}
