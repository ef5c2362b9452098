package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.BlockRef;
import java.util.List;
import java.util.Optional;

/**
 * What a submitter does at present, for people and for health checks.
 *
 * @param waitingFor what it waits for, in words; empty when all is well
 * @param queued requests that no transaction carries
 * @param live transactions that may still land
 * @param finalized the last finalized block that was looked at
 * @param withoutKey accounts whose requests wait for a key
 */
public record SubmitterState(
    Role role,
    String waitingFor,
    int queued,
    int live,
    Optional<BlockRef> finalized,
    List<String> withoutKey) {

  /** The state before anything was done. */
  public static final SubmitterState BEGINNING =
      new SubmitterState(Role.OPENING, "the log", 0, 0, Optional.empty(), List.of());

  /** Which part it plays. */
  public enum Role {
    /** It is not at work yet, or not any more until the log can be used. */
    OPENING,
    /** Another submitter is at work. */
    STANDBY,
    /** It signs and sends. */
    ACTIVE
  }

  /** Copies the list. */
  public SubmitterState {
    withoutKey = List.copyOf(withoutKey);
  }

  static SubmitterState waiting(Role role, String waitingFor) {
    return new SubmitterState(role, waitingFor, 0, 0, Optional.empty(), List.of());
  }
}
