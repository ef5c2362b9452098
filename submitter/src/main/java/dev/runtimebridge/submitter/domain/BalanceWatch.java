package dev.runtimebridge.submitter.domain;

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

  /**
   * What to tell, now that {@code free} is seen; empty if it adds little to {@code last}.
   *
   * @param waitedFor whether the account waits for more, so that any change is much
   */
  public Optional<Balance> seen(BigInteger free, Optional<Balance> last, boolean waitedFor) {
    boolean low = free.compareTo(warning) < 0;
    boolean much =
        last.isEmpty() || (waitedFor ? !free.equals(last.get().free()) : !near(free, last.get()));
    if (last.isPresent() && last.get().low() == low && !much) {
      return Optional.empty();
    }
    return Optional.of(new Balance(free, low));
  }

  private static boolean near(BigInteger free, Balance last) {
    BigInteger told = last.free();
    return free.subtract(told).abs().multiply(PART).compareTo(told) < 0 || free.equals(told);
  }
}
