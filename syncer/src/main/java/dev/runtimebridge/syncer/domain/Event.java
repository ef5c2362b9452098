package dev.runtimebridge.syncer.domain;

/** What was decided: a fact in the past tense. */
public sealed interface Event permits PoolEvent, WorkerEvent, Event.CommandRejected {
  /** A command that changed nothing, and why. */
  record CommandRejected(RejectionReason reason, String message) implements Event {}
}
