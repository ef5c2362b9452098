package dev.runtimebridge.syncer.domain;

import java.util.Optional;

/**
 * What became of one request.
 *
 * @param requestId which
 * @param failure why it failed; empty if it succeeded
 */
public record CallResult(String requestId, Optional<CallFailure> failure) {}
