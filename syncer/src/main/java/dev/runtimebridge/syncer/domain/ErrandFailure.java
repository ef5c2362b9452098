package dev.runtimebridge.syncer.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that pRuntime was asked and did not do.
 *
 * @param errand what it was asked
 * @param message why not, and what helps
 * @param retryAt when it is asked again; empty if only an operator can ask again
 */
public record ErrandFailure(Errand errand, String message, Optional<Instant> retryAt) {
  /** Whether it still says why a worker that is now at {@code stage} does not go on. */
  boolean matters(Stage before, Stage stage) {
    return retryAt.isPresent() ? stage == Stage.REGISTERING : stage == before;
  }
}
