package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.PoolConfig;

/**
 * A pool as the log last told.
 *
 * @param id its number
 * @param config what operators said of it
 * @param sequence number of the event that led here
 */
public record Pool(PoolId id, PoolConfig config, long sequence) {}
