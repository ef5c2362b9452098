package dev.runtimebridge.syncer.domain;

import java.math.BigInteger;

/**
 * What an operator says of a worker.
 *
 * @param name unique and never changed
 * @param endpoint base address of pRuntime, http or https
 * @param pid number of its pool
 * @param stake smallest units of the token, decimal digits
 * @param enabled whether it is to be driven
 * @param syncOnly whether it sends nothing to the chain
 * @param gatekeeper whether it is a gatekeeper
 */
public record WorkerConfig(
    String name,
    String endpoint,
    long pid,
    String stake,
    boolean enabled,
    boolean syncOnly,
    boolean gatekeeper) {

  /** The stake as a number; an empty one is none. */
  BigInteger stakeUnits() {
    return stake.isEmpty() ? BigInteger.ZERO : new BigInteger(stake);
  }

  /** The same, to be driven or not. */
  public WorkerConfig withEnabled(boolean newEnabled) {
    return new WorkerConfig(name, endpoint, pid, stake, newEnabled, syncOnly, gatekeeper);
  }
}
