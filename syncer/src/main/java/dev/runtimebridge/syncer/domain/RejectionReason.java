package dev.runtimebridge.syncer.domain;

/** Why a command changed nothing. */
public enum RejectionReason {
  /** A pool or worker of that id is there already. */
  ALREADY_EXISTS,
  /** There is none of that id. */
  NOT_FOUND,
  /** A value that cannot be. */
  INVALID_VALUE,
  /** The worker is not enabled. */
  NOT_ENABLED,
  /** Not as the worker is now; the message says what has to come first. */
  NOT_POSSIBLE_NOW,
  /** Someone else has changed it since the sender read it. */
  STALE_VERSION
}
