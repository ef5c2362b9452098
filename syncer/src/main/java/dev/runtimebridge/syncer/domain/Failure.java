package dev.runtimebridge.syncer.domain;

import java.time.Instant;

/**
 * A request that failed and will be made again.
 *
 * @param stage what the session was at
 * @param kind what kind of failure
 * @param message one sentence: what was tried, what came of it
 * @param attempt how many times in a row, 1 for the first
 * @param retryAt when it is tried again
 */
public record Failure(
    Stage stage, FailureKind kind, String message, int attempt, Instant retryAt) {}
