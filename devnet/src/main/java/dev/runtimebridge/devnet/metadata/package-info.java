/**
 * The runtime metadata of the devnet's own chains, version 14, with a small type registry of its
 * own. Pallets stand at other indices than on Khala, so that a client which guesses instead of
 * reading them is found out.
 */
@NullMarked
package dev.runtimebridge.devnet.metadata;

import org.jspecify.annotations.NullMarked;
