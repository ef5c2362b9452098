package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.schemas.v1.BalanceSeen;
import java.math.BigInteger;
import java.util.Optional;

/**
 * When to tell of an account's balance.
 *
 * @param warning below this, in smallest units, it is low
 */
public record BalanceWatch(BigInteger warning) {
  // A quarter of what was told last is much.
  private static final BigInteger PART = BigInteger.valueOf(4);

  /** Refuses a warning below 0. */
  public BalanceWatch {
    if (warning.signum() < 0) {
      throw new IllegalArgumentException("a warning below 0: " + warning);
    }
  }

  /** What to tell, now that {@code free} is seen; empty if it adds little to {@code last}. */
  public Optional<BalanceSeen> seen(BigInteger free, Optional<BalanceSeen> last) {
    boolean low = free.compareTo(warning) < 0;
    if (last.isPresent() && last.get().getLow() == low && near(free, last.get())) {
      return Optional.empty();
    }
    return Optional.of(BalanceSeen.newBuilder().setFree(free.toString()).setLow(low).build());
  }

  private static boolean near(BigInteger free, BalanceSeen last) {
    BigInteger told = new BigInteger(last.getFree());
    return free.subtract(told).abs().multiply(PART).compareTo(told) < 0 || free.equals(told);
  }
}
