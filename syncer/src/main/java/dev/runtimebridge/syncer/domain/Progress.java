package dev.runtimebridge.syncer.domain;

import java.time.Instant;

/**
 * The newest that a session read from its worker. Materialized from observations: no event is
 * written for it, and a history that is replayed does not bring it back.
 *
 * @param facts what pRuntime said, at its newest heights
 * @param seen when
 * @param reach what there was to reach
 */
public record Progress(RuntimeFacts facts, Instant seen, Reach reach) {}
