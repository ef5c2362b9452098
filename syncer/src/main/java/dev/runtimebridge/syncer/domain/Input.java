package dev.runtimebridge.syncer.domain;

import java.time.Instant;

/** What an aggregate is asked or told. Time and ids come with it, so that nothing else has any. */
public sealed interface Input {
  /** Unique id. */
  String id();

  /** When it was said. */
  Instant time();

  /** An operator's command. */
  record Commanded(String id, Instant time, Command command) implements Input {}

  /**
   * A session's observation.
   *
   * @param epoch number of the session
   * @param driver process that holds the session
   */
  record Observed(String id, Instant time, long epoch, String driver, Observation observation)
      implements Input {}
}
