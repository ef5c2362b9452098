package dev.runtimebridge.syncer.domain;

import java.util.OptionalLong;

/**
 * What matters of a relay-chain header for cutting batches.
 *
 * @param number its number
 * @param justified whether a batch can end here
 * @param changesSet whether a batch must end here
 * @param paraHead number of the parachain header that its state proves, where a proof is known
 */
public record RelayMark(
    long number, boolean justified, boolean changesSet, OptionalLong paraHead) {}
