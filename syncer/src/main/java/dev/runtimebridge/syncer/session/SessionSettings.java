package dev.runtimebridge.syncer.session;

import dev.runtimebridge.syncer.domain.RetryPolicy;
import dev.runtimebridge.syncer.domain.SyncPlan;
import java.time.Duration;

/**
 * How sessions behave.
 *
 * @param plan how requests are cut
 * @param fastSync whether a new worker may get a state instead of all blocks
 * @param retry waits after a failure
 * @param busy waits after {@code RCU in progress}
 * @param progressEvery shortest time between two reports of heights
 * @param idleCheck how often a worker that has everything is asked whether it is still there
 * @param errandAgain when an errand that was done and still stands is done again
 * @param egressAgain when messages that are still held are told again
 */
public record SessionSettings(
    SyncPlan plan,
    boolean fastSync,
    RetryPolicy retry,
    RetryPolicy busy,
    Duration progressEvery,
    Duration idleCheck,
    Duration errandAgain,
    Duration egressAgain) {}
