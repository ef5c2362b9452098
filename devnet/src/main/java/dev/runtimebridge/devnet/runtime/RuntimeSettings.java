package dev.runtimebridge.devnet.runtime;

import java.math.BigInteger;

/**
 * Rules of the parachain that a devnet may want otherwise than they are by default.
 *
 * @param coolDownSeconds time by the chain's clock between stop and reclaim; 7 days on Khala
 * @param heartbeatEvery blocks between two challenges of one worker, on average
 * @param unresponsiveAfter blocks that a challenge may stay without an answer
 * @param balance what each of the known accounts has, smallest units
 * @param freeStake what each pool has to stake when it is made, smallest units
 */
public record RuntimeSettings(
    long coolDownSeconds,
    int heartbeatEvery,
    int unresponsiveAfter,
    BigInteger balance,
    BigInteger freeStake) {
  private static final BigInteger PHA = BigInteger.TEN.pow(12);

  /** 60 s of cool-down, a heartbeat every 8 blocks, unresponsive after 20 blocks. */
  public static final RuntimeSettings DEFAULTS =
      new RuntimeSettings(60, 8, 20, pha(1_000_000), pha(10_000_000));

  /** Checks every value. */
  public RuntimeSettings {
    if (coolDownSeconds < 0 || heartbeatEvery < 1 || unresponsiveAfter < 1) {
      throw new IllegalArgumentException(
          "coolDownSeconds is %d (at least 0), heartbeatEvery %d and unresponsiveAfter %d (at least 1)"
              .formatted(coolDownSeconds, heartbeatEvery, unresponsiveAfter));
    }
    if (balance.signum() < 0 || freeStake.signum() < 0) {
      throw new IllegalArgumentException(
          "balance is %s, freeStake %s, neither may be negative".formatted(balance, freeStake));
    }
  }

  /** As many whole tokens in smallest units. */
  public static BigInteger pha(long tokens) {
    return PHA.multiply(BigInteger.valueOf(tokens));
  }

  /** With another cool-down. */
  public RuntimeSettings withCoolDownSeconds(long value) {
    return new RuntimeSettings(value, heartbeatEvery, unresponsiveAfter, balance, freeStake);
  }

  /** With other heartbeats. */
  public RuntimeSettings withHeartbeats(int every, int unresponsive) {
    return new RuntimeSettings(coolDownSeconds, every, unresponsive, balance, freeStake);
  }

  /** With another balance of each known account. */
  public RuntimeSettings withBalance(BigInteger value) {
    return new RuntimeSettings(
        coolDownSeconds, heartbeatEvery, unresponsiveAfter, value, freeStake);
  }

  /** With another stake of each pool. */
  public RuntimeSettings withFreeStake(BigInteger value) {
    return new RuntimeSettings(coolDownSeconds, heartbeatEvery, unresponsiveAfter, balance, value);
  }
}
