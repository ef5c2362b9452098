package dev.runtimebridge.syncer.domain;

/**
 * What an operator says of a pool.
 *
 * @param pid number of the pool on the chain
 * @param name for people
 * @param syncOnly whether its workers send nothing to the chain
 */
public record PoolConfig(long pid, String name, boolean syncOnly) {}
