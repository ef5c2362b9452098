package dev.runtimebridge.devnet.rpc;

/**
 * Bounds of one node's JSON-RPC.
 *
 * @param maxRequestBytes longest message that is read
 * @param maxResponseBytes longest answer that is sent; a longer one becomes an error, as on real
 *     nodes
 * @param maxBatch most calls in one batch
 * @param maxSubscriptions most flows on one connection
 * @param maxConnections most connections at once
 * @param maxUnsentBytes answers that may wait for a slow reader before its connection is cut
 */
public record RpcLimits(
    int maxRequestBytes,
    int maxResponseBytes,
    int maxBatch,
    int maxSubscriptions,
    int maxConnections,
    int maxUnsentBytes) {

  /** 16 MiB each way, 1024 calls in a batch and flows on a connection, 256 connections. */
  public static final RpcLimits DEFAULT =
      new RpcLimits(16 << 20, 16 << 20, 1024, 1024, 256, 64 << 20);
}
