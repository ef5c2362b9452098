/**
 * A Substrate node as the fetcher asks it: which methods, in what order, and how the answers become
 * the fetcher's words. The connection itself is in {@code chain-rpc}.
 */
@NullMarked
package dev.runtimebridge.fetcher.adapter.rpc;

import org.jspecify.annotations.NullMarked;
