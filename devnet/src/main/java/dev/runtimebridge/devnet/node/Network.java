package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.RuntimeSpec;
import dev.runtimebridge.devnet.metadata.DevnetMetadata;
import dev.runtimebridge.devnet.runtime.ParaRuntime;
import dev.runtimebridge.substrate.Bytes;
import java.util.function.Function;

/**
 * What a node says of its network, apart from blocks.
 *
 * @param chainName name of the chain
 * @param tokenSymbol its token
 * @param ss58Prefix prefix of its addresses
 * @param spec its runtime after a block
 * @param metadata its runtime's metadata after a block
 */
public record Network(
    String chainName,
    String tokenSymbol,
    int ss58Prefix,
    Function<Block, RuntimeSpec> spec,
    Function<Block, Bytes> metadata) {
  private static final int RELAY_PREFIX = 42;

  /** The relay chain's. */
  public static Network relay() {
    Bytes metadata = DevnetMetadata.relay(RuntimeSpec.RELAY.encode(), RELAY_PREFIX);
    return new Network(
        "Devnet Relay", "DRL", RELAY_PREFIX, block -> RuntimeSpec.RELAY, block -> metadata);
  }

  /** The parachain's. */
  public static Network para(ParaRuntime runtime) {
    return new Network(
        "Devnet Para",
        "DPH",
        ParaRuntime.SS58_PREFIX,
        block -> runtime.specAt(block.state()),
        block -> runtime.metadataAt(block.state()));
  }
}
