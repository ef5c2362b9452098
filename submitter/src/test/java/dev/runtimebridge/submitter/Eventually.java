package dev.runtimebridge.submitter;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls a condition until it holds or a deadline is over. */
public final class Eventually {
  private static final Duration PACE = Duration.ofMillis(100);

  private Eventually() {}

  /** Waits until {@code condition} holds; {@code what} tells how it is if it never does. */
  public static void holds(Duration deadline, Supplier<String> what, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    var never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + deadline + ": " + what.get());
      }
      var _ = never.await(PACE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
