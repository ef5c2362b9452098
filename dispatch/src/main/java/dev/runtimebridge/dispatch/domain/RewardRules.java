package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;
import java.math.BigInteger;
import java.time.Duration;

/**
 * What a round mints and who gets which part of it.
 *
 * @param roundBlocks blocks of a round
 * @param blockTime from block to block
 * @param tasks drawn in a round
 * @param initialReward minted in the first interval, smallest units
 * @param decayRounds rounds of an interval
 * @param decayPerMillion of the interval before, in each interval
 * @param computePerMillion of what is minted, for those that computed
 * @param onlinePerMillion of what is minted, for all online; the rest is the treasury's
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/70ff765ae/standalone/runtime/src/lib.rs">the
 *     testnet's runtime</a>
 */
public record RewardRules(
    int roundBlocks,
    Duration blockTime,
    int tasks,
    BigInteger initialReward,
    int decayRounds,
    int decayPerMillion,
    int computePerMillion,
    int onlinePerMillion) {
  /** All of it. */
  public static final int MILLION = 1_000_000;

  /**
   * As on the testnet: 5 tasks in 600 blocks of 6 s, 129 600 000 coins in 180 days, then 75 % of
   * it, 50 % to those that computed, 30 % to all online, 20 % to the treasury.
   */
  public static final RewardRules VENDETTA =
      new RewardRules(
          600,
          Duration.ofSeconds(6),
          5,
          BigInteger.valueOf(129_600_000).multiply(BigInteger.TEN.pow(12)),
          180 * 24,
          750_000,
          500_000,
          300_000);

  /** Refuses rules that mint or split what is not there. */
  public RewardRules {
    Draw.checkedTasks(tasks);
    check(roundBlocks > 0, "blocks of a round", roundBlocks);
    check(blockTime.isPositive(), "time of a block", blockTime);
    check(initialReward.signum() >= 0, "initial reward", initialReward);
    check(decayRounds > 0, "rounds of an interval", decayRounds);
    check(decayPerMillion >= 0 && decayPerMillion <= MILLION, "decay", decayPerMillion);
    check(computePerMillion >= 0, "compute share", computePerMillion);
    check(onlinePerMillion >= 0, "online share", onlinePerMillion);
    check(
        (long) computePerMillion + onlinePerMillion <= MILLION,
        "sum of the shares",
        (long) computePerMillion + onlinePerMillion);
  }

  /** What a round mints, the first being round 0. */
  public BigInteger minted(long round) {
    BigInteger minted = initialReward;
    for (long interval = round / decayRounds; interval > 0 && minted.signum() > 0; interval--) {
      minted = part(minted, decayPerMillion);
    }
    return minted.divide(BigInteger.valueOf(decayRounds));
  }

  /** Of what is minted, the part of those that computed. */
  public BigInteger forComputing(BigInteger minted) {
    return part(minted, computePerMillion);
  }

  /** Of what is minted, the part of all online. */
  public BigInteger forOnline(BigInteger minted) {
    return part(minted, onlinePerMillion);
  }

  /** Rounds in a day. */
  public double roundsPerDay() {
    return Duration.ofDays(1).toMillis() / ((double) blockTime.toMillis() * roundBlocks);
  }

  private static BigInteger part(BigInteger of, int perMillion) {
    return of.multiply(BigInteger.valueOf(perMillion)).divide(BigInteger.valueOf(MILLION));
  }

  private static void check(boolean holds, String what, Object value) {
    if (!holds) {
      throw new RefusedInput(Reason.MALFORMED_RULES, what + " cannot be " + value);
    }
  }
}
