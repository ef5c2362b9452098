/**
 * What each pallet does to the state. The rules, their order and the names of their errors are
 * those of Khala's runtime, where a pool operator's life depends on them.
 */
@NullMarked
package dev.runtimebridge.devnet.runtime.pallet;

import org.jspecify.annotations.NullMarked;
