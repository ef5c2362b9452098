/**
 * JSON-RPC 2.0 over WebSocket and HTTP on one loopback port, as Substrate nodes offer it: batches,
 * subscriptions, limits. What the methods answer is not known here; it is given as an {@link
 * dev.runtimebridge.devnet.rpc.RpcModule}.
 */
@NullMarked
package dev.runtimebridge.devnet.rpc;

import org.jspecify.annotations.NullMarked;
