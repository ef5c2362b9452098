/**
 * SCALE, the byte format of Substrate: a reader that trusts nothing and a writer. What is encoded
 * with it lives beside the type that it encodes.
 */
@NullMarked
package dev.runtimebridge.substrate.scale;

import org.jspecify.annotations.NullMarked;
