/**
 * The rules of one worker's enclave: what it checks before it believes a header, a parachain header
 * or a block, and how it refuses. Plain Java without HTTP, threads or clocks.
 */
@NullMarked
package dev.runtimebridge.devnet.worker.enclave;

import org.jspecify.annotations.NullMarked;
