package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.pool.TransactionPool;
import dev.runtimebridge.devnet.runtime.ParaRuntime;

/**
 * What parachain nodes have beside the chain.
 *
 * @param pool transactions that wait
 * @param runtime judges and executes them
 * @param changed to be run when the pool may have something to tell
 */
public record ParaPool(TransactionPool pool, ParaRuntime runtime, Runnable changed) {}
