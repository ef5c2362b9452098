package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.LogPosition;
import java.util.Optional;

/**
 * What the fetcher does at present.
 *
 * @param role whether it publishes
 * @param waitingFor in words; empty while all is well
 * @param position where the log ended when it was last looked at
 */
public record FetcherState(Role role, String waitingFor, Optional<LogPosition> position) {

  /** Before anything happened. */
  static final FetcherState BEGINNING = new FetcherState(Role.OPENING, "Kafka", Optional.empty());

  /** The fetcher's part among those that serve the same log. */
  public enum Role {
    /** Not connected to the log. */
    OPENING,
    /** The one that publishes. */
    ACTIVE,
    /** Another one publishes; this one waits for its silence. */
    STANDBY
  }

  FetcherState as(Role next, String reason) {
    return new FetcherState(next, reason, position);
  }

  FetcherState waiting(String reason) {
    return new FetcherState(role, reason, position);
  }

  FetcherState at(LogPosition reached) {
    return new FetcherState(role, "", Optional.of(reached));
  }
}
