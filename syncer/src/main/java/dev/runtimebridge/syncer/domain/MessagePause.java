package dev.runtimebridge.syncer.domain;

import java.time.Instant;

/**
 * What has to come before messages are forwarded again: a failed one may have been passed by the
 * chain, which only later facts show.
 *
 * @param failures that made messages wait in a row
 * @param block that facts must have reached
 * @param until not before that time
 */
public record MessagePause(int failures, long block, Instant until) {
  /** Nothing. */
  public static final MessagePause NONE = new MessagePause(0, 0, Instant.EPOCH);

  /** The same, with no time to wait: what made messages fail has changed. */
  MessagePause over() {
    return new MessagePause(0, block, Instant.EPOCH);
  }

  /** After one more that failed at {@code failedAt}; those that failed together count once. */
  MessagePause after(long failedAt, Instant newUntil) {
    int more = newUntil.isAfter(until) ? 1 : 0;
    return new MessagePause(failures + more, Math.max(block, failedAt), newUntil);
  }
}
