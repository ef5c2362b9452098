package dev.runtimebridge.syncer.domain;

import java.time.Instant;

/**
 * What has to come before messages are forwarded again: a failed one may have been passed by the
 * chain, which only later facts show.
 *
 * @param failures first messages that failed in a row
 * @param block that facts must have reached
 * @param until not before that time
 */
public record MessagePause(int failures, long block, Instant until) {
  /** Nothing. */
  public static final MessagePause NONE = new MessagePause(0, 0, Instant.EPOCH);
}
