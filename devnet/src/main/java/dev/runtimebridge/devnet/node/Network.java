package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.RuntimeSpec;
import dev.runtimebridge.devnet.metadata.DevnetMetadata;
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
    String chainName, String tokenSymbol, int ss58Prefix, RuntimeSpec spec, Bytes metadata) {
  private static final int RELAY_PREFIX = 42;
  private static final int PHALA_PREFIX = 30;

  /** The relay chain's. */
  public static Network relay() {
    byte[] version = RuntimeSpec.RELAY.encode();
    Bytes metadata = DevnetMetadata.relay(version, RELAY_PREFIX);
    return new Network("Devnet Relay", "DRL", RELAY_PREFIX, RuntimeSpec.RELAY, metadata);
  }

  /** The parachain's. */
  public static Network para() {
    byte[] version = RuntimeSpec.PARA.encode();
    Bytes metadata = DevnetMetadata.para(version, PHALA_PREFIX);
    return new Network("Devnet Para", "DPH", PHALA_PREFIX, RuntimeSpec.PARA, metadata);
  }
}
