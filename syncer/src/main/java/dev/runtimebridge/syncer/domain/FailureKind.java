package dev.runtimebridge.syncer.domain;

/** What kind of failure a session met. */
public enum FailureKind {
  /** No connection, or it broke. */
  UNREACHABLE,
  /** No answer in time. */
  TIMED_OUT,
  /** {@code RCU in progress}: the same request is right a little later. */
  BUSY,
  /** pRuntime said no. */
  REFUSED,
  /** Something answered that is no pRuntime. */
  NOT_A_PRUNTIME,
  /** A pRuntime that was initialised for another chain. */
  WRONG_CHAIN,
  /** The log could not be read. */
  LOG_UNAVAILABLE,
  /** An error of this program. */
  INTERNAL
}
