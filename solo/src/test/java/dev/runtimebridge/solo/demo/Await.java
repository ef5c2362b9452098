package dev.runtimebridge.solo.demo;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a condition, never for luck. */
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Await() {}

  static void until(Duration deadline, Callable<Boolean> condition, Supplier<String> otherwise)
      throws Exception {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(otherwise.get());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
