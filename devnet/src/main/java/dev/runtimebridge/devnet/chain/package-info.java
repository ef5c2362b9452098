/**
 * The two simulated chains: blocks with real states, roots, digests and votes, made from settings
 * and nothing else. Two starts with the same settings give the same block at every height, so
 * nothing of a chain is ever stored.
 */
@NullMarked
package dev.runtimebridge.devnet.chain;

import org.jspecify.annotations.NullMarked;
