package dev.runtimebridge.syncer.port;

import dev.runtimebridge.syncer.domain.AggregateId;

/**
 * A worker that is to be driven, as its state says.
 *
 * @param worker which
 * @param endpoint base address of its pRuntime
 * @param epoch number of the newest session that was accepted, or of the command that ended it
 * @param driver process that holds that session; empty while none has opened
 */
public record WantedSession(AggregateId worker, String endpoint, long epoch, String driver) {}
