package dev.runtimebridge.solo.chaos;

import java.io.IOException;
import java.time.Duration;

/** A fault that was begun, until it is mended and recovered from. For one thread. */
final class Incident {
  /** Counted from when recovery could begin; what is slower than this is called lost. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(3);

  private final Fault fault;
  private final Watch watch;
  private final Watch.Moment began;
  private final long endsAt;
  private final double atSeconds;
  private Watch.Moment since;
  private boolean mended;
  private boolean recovered;
  private boolean overlapped;
  private Duration took = Duration.ZERO;
  private long mostBehind;

  private Incident(Fault fault, Watch watch, Watch.Moment began, Duration lasts, double atSeconds) {
    this.fault = fault;
    this.watch = watch;
    this.began = began;
    this.since = began;
    this.endsAt = began.nanos() + (fault.isBrief() ? 0 : lasts.toNanos());
    this.atSeconds = atSeconds;
  }

  /**
   * Begins it.
   *
   * @param lasts how long it is kept up unless it is brief
   * @param atSeconds time since the run began
   */
  static Incident begin(Fault fault, Watch watch, Duration lasts, double atSeconds)
      throws IOException, InterruptedException {
    Watch.Moment before = watch.now();
    fault.begin();
    return new Incident(fault, watch, before, lasts, atSeconds);
  }

  /** Mends it when that is due, and looks whether it is recovered from. */
  void look() throws IOException, InterruptedException {
    long now = System.nanoTime();
    if (!mended && now >= endsAt) {
      fault.end();
      mended = true;
      if (!fault.isSurvivable()) {
        since = watch.now();
      }
    }
    if (!recovered && (mended || fault.isSurvivable())) {
      recovered = isSeen();
      took = Duration.ofNanos(System.nanoTime() - since.nanos());
    }
    mostBehind = Math.max(mostBehind, watch.mostBehind());
  }

  private boolean isSeen() throws InterruptedException {
    for (Sign sign : fault.signs()) {
      if (!watch.sees(sign, since)) {
        return false;
      }
    }
    return true;
  }

  /** Another one goes on at the same time. */
  void overlap() {
    overlapped = true;
  }

  boolean isOver() {
    return mended && (recovered || isGivenUp());
  }

  private boolean isGivenUp() {
    return System.nanoTime() - Math.max(endsAt, began.nanos()) > GIVEN_UP_AFTER.toNanos();
  }

  /** What came of it, once it is over. */
  Recovery recovery() {
    return new Recovery(
        fault.name(),
        fault.detail(),
        atSeconds,
        recovered,
        took.toMillis() / 1000.0,
        overlapped,
        mostBehind);
  }
}
