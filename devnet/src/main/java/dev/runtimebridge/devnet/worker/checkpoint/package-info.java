/**
 * What workers write down so that a restart does not begin at the genesis block. Kept in memory or
 * on disk, where all workers at one block share one file of its state.
 */
@NullMarked
package dev.runtimebridge.devnet.worker.checkpoint;

import org.jspecify.annotations.NullMarked;
