package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.BatchLimits;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Ss58;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator can set.
 *
 * @param batches how calls share transactions
 * @param eraPeriod blocks in which a transaction can land, a power of two from 4 to 4096; must
 *     outlive the wait for finality
 * @param maxDeaths after so many transactions that could not land, a request is refused
 * @param noKeyAfter how long requests wait for the key of their account
 * @param resendBlocks a transaction that is in no block is sent again after so many best blocks
 * @param maxQueued requests of one account in memory at most; beyond that they wait in the log
 * @param remembered ended requests of each account that are kept in mind
 * @param balanceWarning free balance, in smallest units, below which it is called low
 * @param ss58Prefix SS58 number of the network in whose form accounts are told
 * @param paraGenesis hash of the parachain's block 0; nodes of another chain are not asked. Where
 *     absent, the first node that answers tells
 */
public record SubmitterSettings(
    BatchLimits batches,
    int eraPeriod,
    int maxDeaths,
    Duration noKeyAfter,
    int resendBlocks,
    int maxQueued,
    int remembered,
    BigInteger balanceWarning,
    int ss58Prefix,
    Optional<Hash256> paraGenesis) {
  private static final int SHORTEST_ERA = 4;
  private static final int LONGEST_ERA = 4096;

  /** What is right where nothing was set. */
  public static final SubmitterSettings DEFAULT =
      new SubmitterSettings(
          new BatchLimits(30, Duration.ofSeconds(1), 1 << 19, 8),
          64,
          5,
          Duration.ofMinutes(10),
          5,
          10_000,
          10_000,
          BigInteger.valueOf(2_000_000_000_000L),
          Ss58.PHALA,
          Optional.empty());

  /** Refuses what cannot work; the message names the value. */
  public SubmitterSettings {
    if (Integer.bitCount(eraPeriod) != 1 || eraPeriod < SHORTEST_ERA || eraPeriod > LONGEST_ERA) {
      throw new IllegalArgumentException(
          "the era's period is %d, it must be a power of two from 4 to 4096".formatted(eraPeriod));
    }
    if (maxDeaths < 1 || resendBlocks < 1 || maxQueued < 1 || remembered < 0) {
      throw new IllegalArgumentException(
          "deaths %d, blocks until sent again %d, queued %d: all must be above 0; remembered %d"
              .formatted(maxDeaths, resendBlocks, maxQueued, remembered));
    }
  }

  /** The address of {@code account}, as operators know it. */
  String address(AccountId account) {
    return Ss58.encode(account, ss58Prefix);
  }

  /** The same for the chain with this block 0. */
  public SubmitterSettings onChain(Hash256 genesis) {
    return new SubmitterSettings(
        batches,
        eraPeriod,
        maxDeaths,
        noKeyAfter,
        resendBlocks,
        maxQueued,
        remembered,
        balanceWarning,
        ss58Prefix,
        Optional.of(genesis));
  }
}
