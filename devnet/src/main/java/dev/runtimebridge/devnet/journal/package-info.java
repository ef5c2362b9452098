/**
 * What a devnet writes down so that it comes back with the very same parachain after it was killed:
 * the transactions of each block and the upgrades of the runtime. All else follows from settings.
 */
@NullMarked
package dev.runtimebridge.devnet.journal;

import org.jspecify.annotations.NullMarked;
