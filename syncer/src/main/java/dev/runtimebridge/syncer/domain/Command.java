package dev.runtimebridge.syncer.domain;

/** What an operator asks for. */
public sealed interface Command permits PoolCommand, WorkerCommand {}
