package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;

/**
 * Workers of the same weight.
 *
 * @param weight see {@link Weights}
 * @param workers how many have it
 */
public record WeightClass(long weight, int workers) {
  /** Refuses a weight that 32 bits do not hold, and less than nobody. */
  public WeightClass {
    if (weight < 0 || weight > Weights.MAX || workers < 0) {
      throw new RefusedInput(
          Reason.NO_SUCH_WEIGHT,
          "%d workers of weight %d: a weight is 0 to %d, and workers are 0 or more"
              .formatted(workers, weight, Weights.MAX));
    }
  }
}
