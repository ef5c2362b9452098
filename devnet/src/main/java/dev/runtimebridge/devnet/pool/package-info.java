/**
 * Transactions that wait for a parachain block: which are ready, which come later, and what becomes
 * of each. As on a real node the pool lives in memory only and forgets everything when it ends.
 */
@NullMarked
package dev.runtimebridge.devnet.pool;

import org.jspecify.annotations.NullMarked;
