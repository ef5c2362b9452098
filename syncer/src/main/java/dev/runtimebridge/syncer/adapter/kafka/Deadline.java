package dev.runtimebridge.syncer.adapter.kafka;

import dev.runtimebridge.syncer.port.LogUnavailable;
import java.time.Duration;

/** When reading must have ended. */
record Deadline(long endNanos, Duration granted) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos(), time);
  }

  /** Refuses to go on once the time is over. */
  void check(String what) {
    if (System.nanoTime() - endNanos > 0) {
      throw new LogUnavailable("%s did not come within %s".formatted(what, granted));
    }
  }
}
