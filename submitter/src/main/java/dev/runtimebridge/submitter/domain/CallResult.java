package dev.runtimebridge.submitter.domain;

import java.util.Optional;

/**
 * What became of one request.
 *
 * @param requestId which
 * @param aggregateId whose life it belongs to; empty if that is not known any more
 * @param failure why it failed; empty if it succeeded
 */
public record CallResult(String requestId, String aggregateId, Optional<CallFailure> failure) {}
