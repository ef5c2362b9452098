/**
 * The hash functions of Substrate and the 32-byte hash that names blocks, states and trie nodes.
 * BLAKE2b comes from Bouncy Castle, twox (xxHash64) is our own.
 */
@NullMarked
package dev.runtimebridge.substrate.hash;

import org.jspecify.annotations.NullMarked;
