package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.trie.StateVersion;

/**
 * Which two chains a log holds.
 *
 * @param paraId number of the parachain on the relay chain
 * @param relayGenesis hash of relay-chain block 0
 * @param paraGenesis hash of parachain block 0
 * @param paraStateVersion how the parachain writes its state trie
 */
public record ChainIdentity(
    long paraId, Hash256 relayGenesis, Hash256 paraGenesis, StateVersion paraStateVersion) {}
