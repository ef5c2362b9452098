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
  AT_TIP,
  /** It is not in the registry as it has to be. */
  REGISTERING,
  /** Registered; the chain has no score yet, or one too low. */
  BENCHMARKING,
  /** Its pool does not have it yet. */
  ADDING_TO_POOL,
  /** In its pool; it does not compute yet. */
  STARTING_COMPUTE,
  /** What a worker is for. */
  COMPUTING,
  /** Computing, but the chain misses its heartbeats. */
  UNRESPONSIVE,
  /** It is to stop. */
  STOPPING,
  /** Stopped; its stake is not free yet. */
  COOLING_DOWN,
  /** Its stake can be given back. */
  RECLAIMING,
  /** It is to leave its pool. */
  LEAVING_POOL,
  /** A gatekeeper, which only sends messages. */
  GATEKEEPING,
  /** pRuntime was ended and has not been seen since. */
  KICKED;

  /** Whether it is at the tip, where the stage follows from what the chain says. */
  public boolean isAtTip() {
    return switch (this) {
      case STARTING, INITIALIZING, LOADING_STATE, SYNCING, KICKED -> false;
      case AT_TIP,
          REGISTERING,
          BENCHMARKING,
          ADDING_TO_POOL,
          STARTING_COMPUTE,
          COMPUTING,
          UNRESPONSIVE,
          STOPPING,
          COOLING_DOWN,
          RECLAIMING,
          LEAVING_POOL,
          GATEKEEPING ->
          true;
    };
  }
}
