/**
 * A Substrate node behind JSON-RPC 2.0 over one WebSocket of the JDK. Everything a node sends is
 * bounded in size and time before it is looked at.
 */
@NullMarked
package dev.runtimebridge.fetcher.adapter.rpc;

import org.jspecify.annotations.NullMarked;
