package dev.runtimebridge.chainrpc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a node that owes an answer has said nothing. A long answer may take its time, but then
 * the node still answers a small question; one that does not answer that either has stalled. Any
 * thread may call.
 */
final class Silence {
  private final long allowedNanos;
  private final AtomicLong heardAt;
  private final AtomicLong askedAt;

  /** What to do about the silence. */
  enum Verdict {
    /** Wait on. */
    WAIT,
    /** Ask whether the node is there; said to one of those that wait. */
    ASK,
    /** It was asked and has stalled. */
    STALLED
  }

  Silence(Duration allowed, long nowNanos) {
    this.allowedNanos = allowed.toNanos();
    this.heardAt = new AtomicLong(nowNanos);
    this.askedAt = new AtomicLong(nowNanos);
  }

  /** Longest sensible wait between two verdicts. */
  long stepNanos() {
    return allowedNanos / 4;
  }

  /** The node answered something, or a part of a long answer came. */
  void broken(long nowNanos) {
    heardAt.set(nowNanos);
  }

  /** What to do for who has waited for an answer since then. */
  Verdict verdict(long waitingSinceNanos, long nowNanos) {
    long silentSince = Math.max(heardAt.get(), waitingSinceNanos);
    long asked = askedAt.get();
    if (nowNanos - silentSince >= allowedNanos && asked - silentSince > 0) {
      return Verdict.STALLED;
    }
    boolean isTime = nowNanos - silentSince >= allowedNanos / 2 && asked - silentSince <= 0;
    return isTime && askedAt.compareAndSet(asked, nowNanos) ? Verdict.ASK : Verdict.WAIT;
  }
}
