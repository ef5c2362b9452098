package dev.runtimebridge.syncer.domain;

/** How far a worker that is enabled has come. */
public enum Stage {
  /** A session begins or is awaited. */
  STARTING,
  /** {@code InitRuntime} is being sent. */
  INITIALIZING,
  /** {@code LoadChainState} is being sent. */
  LOADING_STATE,
  /** It gets headers and blocks. */
  SYNCING,
  /** It has all that its chains have. */
  AT_TIP
}
