/**
 * Rounds as any reader of the log can check them: draws repeated, sums made again, balances
 * reckoned from the events alone. Shares no arithmetic of balances with the topology.
 */
@NullMarked
package dev.runtimebridge.dispatcher.audit;

import org.jspecify.annotations.NullMarked;
