/**
 * What a worker makes of the blocks that it executes: its benchmark, its computing, and the
 * messages by which it tells the chain of them. All of it is a function of blocks and identity, so
 * that a worker which goes back to a checkpoint says the same again.
 */
@NullMarked
package dev.runtimebridge.devnet.worker.life;

import org.jspecify.annotations.NullMarked;
