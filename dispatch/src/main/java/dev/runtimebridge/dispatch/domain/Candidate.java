package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;

/**
 * Somebody who may be drawn.
 *
 * @param id who, unique in its draw
 * @param weight see {@link Weights}
 */
public record Candidate(String id, long weight) {
  /** Refuses a weight that 32 bits do not hold. */
  public Candidate {
    if (weight < 0 || weight > Weights.MAX) {
      throw new RefusedInput(
          Reason.WEIGHT_OVERFLOW,
          "candidate '%s' has weight %d; a weight is 0 to %d".formatted(id, weight, Weights.MAX));
    }
  }
}
