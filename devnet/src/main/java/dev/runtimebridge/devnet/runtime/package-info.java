/**
 * The parachain's runtime: it checks and executes signed transactions over the state of a block, as
 * Khala's does. Everything here is a function of settings, state and transactions, so the same
 * transactions give the same blocks.
 */
@NullMarked
package dev.runtimebridge.devnet.runtime;

import org.jspecify.annotations.NullMarked;
