/**
 * The state trie of Substrate: roots, proofs, and changes of a state, whole or proven in part.
 * Nodes from outside are hostile bytes here; what they cannot prove is said in the result.
 */
@NullMarked
package dev.runtimebridge.substrate.trie;

import org.jspecify.annotations.NullMarked;
