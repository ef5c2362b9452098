package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RefusedInput.Reason;

/**
 * Weights as the chain computes them: {@code score + floor(5 * sqrt(stake))} in unsigned 32 bits.
 *
 * <p>The chain takes the root of a binary fraction (64 bits before and 64 after the point), which
 * is cut off at every step. That is one less than the exact formula at one kind of place: where
 * {@code 5 * sqrt(stake)} is a whole number that five does not divide, because such a stake (0.04,
 * 0.16, 1.44 coins) has no finite binary fraction. Everywhere else there is room enough, so the
 * rule is in whole numbers: with {@code s} in 1e-4 coins, {@code 5 * sqrt(s / 1e4) >= k} as {@code
 * s >= 400 k²}, and {@code >} in the place of {@code >=} unless five divides {@code k}.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/70ff765ae/standalone/pruntime/enclave/src/system/comp_election.rs">weight
 *     in comp_election.rs</a>
 * @see <a
 *     href="https://github.com/encointer/substrate-fixed/blob/2c52170fa02507dc5b52c516061302670860869a/src/transcendental.rs">sqrt
 *     in substrate-fixed</a>
 */
public final class Weights {
  /** The largest weight: what fits into 32 bits. */
  public static final long MAX = 0xFFFF_FFFFL;

  /** 1e-4 coins that a stake of (1/5 coin)² has: the first step of the staircase. */
  private static final long UNIT = 400;

  private Weights() {}

  /** Score of a CPU: {@code cores * (featureLevel * 10 + 60)}. */
  public static long cpuScore(int cores, int featureLevel) {
    if (cores < 0 || featureLevel < 0) {
      throw new RefusedInput(
          Reason.NEGATIVE_SCORE,
          cores + " cores of feature level " + featureLevel + ": neither may be below zero");
    }
    return checkedScore(Math.multiplyExact((long) cores, featureLevel * 10L + 60));
  }

  /** Weight of a worker with this score and stake. */
  public static long of(long score, Stake stake) {
    long weight = checkedScore(score) + root(stake);
    if (weight > MAX) {
      throw new RefusedInput(
          Reason.WEIGHT_OVERFLOW,
          "score %d with a stake of %s coins gives weight %d, more than 32 bits hold (%d)"
              .formatted(score, stake, weight, MAX));
    }
    return weight;
  }

  /** What the stake adds to the weight. */
  public static long root(Stake stake) {
    long whole = stake.tenThousandths() / UNIT;
    long root = (long) Math.sqrt((double) whole);
    // The double may be off by one either way; whole numbers decide.
    while (root * root > whole) {
      root--;
    }
    while ((root + 1) * (root + 1) <= whole) {
      root++;
    }
    return stake.tenThousandths() < cost(root) ? root - 1 : root;
  }

  /** The least stake that adds so much to the weight. */
  public static Stake stakeFor(long root) {
    if (root < 0 || root > maxRoot()) {
      throw new RefusedInput(
          Reason.NO_SUCH_WEIGHT, "no stake adds " + root + " to a weight; give 0 to " + maxRoot());
    }
    return new Stake(cost(root));
  }

  /** The most that any stake adds to a weight. */
  static long maxRoot() {
    return root(new Stake(Long.MAX_VALUE));
  }

  /** As {@link #stakeFor}, in 1e-4 coins and unchecked. */
  static long cost(long root) {
    return UNIT * root * root + (root % 5 == 0 ? 0 : 1);
  }

  static long checkedScore(long score) {
    if (score < 0) {
      throw new RefusedInput(
          Reason.NEGATIVE_SCORE, "score " + score + " is below zero; give 0 or more");
    }
    if (score > MAX) {
      throw new RefusedInput(
          Reason.SCORE_TOO_LARGE,
          "score " + score + " is more than 32 bits hold; give up to " + MAX);
    }
    return score;
  }
}
