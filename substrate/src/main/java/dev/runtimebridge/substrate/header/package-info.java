/**
 * Block headers and their digests, the same on the relay chain and on the parachain. A header's
 * hash is taken over its encoding, so encoding gives back exactly the bytes that were decoded.
 */
@NullMarked
package dev.runtimebridge.substrate.header;

import org.jspecify.annotations.NullMarked;
