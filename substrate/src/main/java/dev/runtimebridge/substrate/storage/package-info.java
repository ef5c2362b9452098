/**
 * Entries of a chain's storage: their keys, whole states, and what a block changed in them. The
 * tries over these entries are in {@code trie}.
 */
@NullMarked
package dev.runtimebridge.substrate.storage;

import org.jspecify.annotations.NullMarked;
