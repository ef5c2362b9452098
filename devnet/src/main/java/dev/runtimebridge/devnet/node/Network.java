package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.RuntimeSpec;
import dev.runtimebridge.substrate.Bytes;

/**
 * What a node says of its network, apart from blocks.
 *
 * @param chainName name of the chain
 * @param tokenSymbol its token
 * @param ss58Prefix prefix of its addresses
 * @param spec its runtime
 * @param metadata its runtime's metadata
 */
public record Network(
    String chainName, String tokenSymbol, int ss58Prefix, RuntimeSpec spec, Bytes metadata) {}
