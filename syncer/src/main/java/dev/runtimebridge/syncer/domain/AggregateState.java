package dev.runtimebridge.syncer.domain;

/** State of what commands are about. */
public sealed interface AggregateState permits PoolState, WorkerState {}
