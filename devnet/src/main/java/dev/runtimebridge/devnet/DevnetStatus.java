package dev.runtimebridge.devnet;

/**
 * How far the chains have come.
 *
 * @param relayBest highest relay block
 * @param relayFinalized highest finalized relay block, one behind the best
 * @param paraBest highest parachain block
 * @param paraFinalized highest parachain block that a finalized relay block proves
 * @param relayStart relay block that workers are initialised at: the one before the relay parent of
 *     parachain block 1
 */
public record DevnetStatus(
    long relayBest, long relayFinalized, long paraBest, long paraFinalized, long relayStart) {}
