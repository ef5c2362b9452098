package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.devnet.chain.Block;
import java.time.Duration;

/** How far the two chains have come at the present virtual time; they stop at their last block. */
final class ChainTime {
  private static final Duration BLOCK = Duration.ofSeconds(6);

  private final SharedChains chains;
  private final Scheduler scheduler;
  private final long history;
  private final long last;

  /**
   * Chains that have {@code history} relay-chain blocks now and will have {@code last}; one more
   * there is beyond finality.
   */
  ChainTime(SharedChains chains, Scheduler scheduler, long history, long last) {
    this.chains = chains;
    this.scheduler = scheduler;
    this.history = history;
    this.last = last;
  }

  SharedChains chains() {
    return chains;
  }

  /** Last finalized relay-chain block. */
  long relay() {
    return Math.min(last, history + scheduler.elapsed().dividedBy(BLOCK));
  }

  /** Last finalized parachain block. */
  long para() {
    return chains.chains().paraIncludedBy(relay());
  }

  /** The last there will be. */
  long lastRelay() {
    return last;
  }

  long lastPara() {
    return chains.chains().paraIncludedBy(last);
  }

  Block relayBlock(long number) {
    return chains.relay(number);
  }

  Block paraBlock(long number) {
    return chains.para(number);
  }
}
