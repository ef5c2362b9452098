package dev.runtimebridge.syncer.port;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;

/**
 * Where workers start.
 *
 * @param genesisBlockHash hash of the relay-chain header that {@code genesisInfo} holds, by which
 *     pRuntime names its chain
 * @param relayStart number of that header
 * @param genesisInfo SCALE {@code GenesisBlockInfo}
 * @param genesisState SCALE {@code StorageState} of parachain block 0
 * @param chains names of both chains, for messages
 */
public record Genesis(
    Hash256 genesisBlockHash,
    long relayStart,
    Bytes genesisInfo,
    Bytes genesisState,
    String chains) {}
