package dev.runtimebridge.syncer.port;

import dev.runtimebridge.substrate.Bytes;

/**
 * The parachain's state at one block.
 *
 * @param blockNumber the block
 * @param state SCALE {@code StorageState}
 */
public record Snapshot(long blockNumber, Bytes state) {}
