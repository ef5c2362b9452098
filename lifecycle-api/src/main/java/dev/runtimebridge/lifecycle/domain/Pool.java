package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.PoolConfig;
import java.util.Optional;

/**
 * A pool as the log last told.
 *
 * @param id its number
 * @param config what operators said of it
 * @param operator who signs for it; empty while nobody does
 * @param sequence number of the event that led here
 */
public record Pool(PoolId id, PoolConfig config, Optional<Operator> operator, long sequence) {}
