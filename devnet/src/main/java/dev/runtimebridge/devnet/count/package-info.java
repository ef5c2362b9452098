/**
 * Counts what the parachain has executed, for tests that must show that nothing was executed or
 * paid for twice. It reads blocks as any client does: extrinsics, events and metadata.
 */
@NullMarked
package dev.runtimebridge.devnet.count;

import org.jspecify.annotations.NullMarked;
