/**
 * JSON-RPC 2.0 over one WebSocket of the JDK, as Substrate nodes speak it: calls, subscriptions and
 * the JSON shapes of blocks. Everything a node sends is bounded in size and time before it is
 * looked at, and every failure is an {@link dev.runtimebridge.chainrpc.RpcException}.
 */
@NullMarked
package dev.runtimebridge.chainrpc;

import org.jspecify.annotations.NullMarked;
