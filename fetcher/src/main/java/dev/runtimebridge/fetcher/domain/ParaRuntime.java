package dev.runtimebridge.fetcher.domain;

import dev.runtimebridge.substrate.Bytes;

/**
 * A runtime of the parachain, as a node described it. Nothing in a block proves it.
 *
 * @param since the block after whose state it stands; the next block is executed by it
 * @param metadata as {@code state_getMetadata} gave it
 */
public record ParaRuntime(
    String specName, long specVersion, long transactionVersion, ChainPoint since, Bytes metadata) {}
