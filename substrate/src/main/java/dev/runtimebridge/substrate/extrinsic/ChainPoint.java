package dev.runtimebridge.substrate.extrinsic;

import dev.runtimebridge.substrate.hash.Hash256;

/** The runtime and the chain for which a transaction is signed; on others it is worth nothing. */
public record ChainPoint(long specVersion, long transactionVersion, Hash256 genesisHash) {}
