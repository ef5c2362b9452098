package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.DevnetStatus;
import dev.runtimebridge.substrate.header.Header;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The relay chain and the parachain, growing together.
 *
 * <pre>
 * relay   … S ──── S+1 ──── S+2 ──── S+3 ──── S+4        S = paraStart, paraEvery = 2
 * para      └─ 1 is built   └─ 1 is included,  └─ 2 is included
 *              upon S          2 is built upon S+2
 * </pre>
 *
 * A relay block is final once it has a child; a parachain block once the relay block that includes
 * it is. Blocks are made by one thread at a time; reading is safe for all.
 */
public final class TwoChains {
  /** The parachain's id on the relay chain. */
  public static final long PARA_ID = 2004;

  private final long paraStart;
  private final int paraEvery;
  private final RelayBlocks relayBlocks;
  private final ParaBlocks paraBlocks;
  private final DevChain relay;
  private final DevChain para;
  private final Finality finality;

  /** Both chains at their genesis. */
  public TwoChains(DevnetSettings settings) {
    var sets = new AuthoritySets(settings);
    paraStart = settings.paraStart();
    paraEvery = settings.paraEvery();
    relayBlocks = new RelayBlocks(settings, sets);
    paraBlocks = new ParaBlocks(settings);
    para = new DevChain(paraBlocks.genesis());
    relay = new DevChain(relayBlocks.genesis(para.genesis().header()));
    finality = new Finality(relay, sets, settings.justificationEvery());
  }

  /** The relay chain. */
  public DevChain relay() {
    return relay;
  }

  /** The parachain. */
  public DevChain para() {
    return para;
  }

  /** The votes on the relay chain. */
  public Finality finality() {
    return finality;
  }

  /** How far the chains have come. */
  public DevnetStatus status() {
    return new DevnetStatus(
        relay.best().number(),
        relay.finalized(),
        para.best().number(),
        para.finalized(),
        paraStart - 1);
  }

  /**
   * Lets the relay chain grow to a height, and the parachain with it. Does nothing where it is that
   * high already.
   */
  public synchronized void growTo(long relayHeight) {
    while (relay.best().number() < relayHeight) {
      grow(height -> {});
    }
  }

  /**
   * Makes one relay block, and the parachain block that is due.
   *
   * @param before told the height before anybody can see the block
   */
  public synchronized void grow(LongConsumer before) {
    long number = relay.best().number() + 1;
    Block next = relayBlocks.next(relay.best(), includedIn(number));
    before.accept(number);
    relay.append(next);
    if (number >= paraStart && (number - paraStart) % paraEvery == 0) {
      para.append(paraBlocks.next(para.best(), next));
    }
    relay.finalizeUpTo(number - 1);
    para.finalizeUpTo(paraIncludedBy(number - 1));
  }

  /** The highest parachain block that the state after a relay block names as the head. */
  public long paraIncludedBy(long relayBlock) {
    return relayBlock < paraStart ? 0 : (relayBlock - paraStart) / paraEvery;
  }

  private Optional<Header> includedIn(long relayBlock) {
    long head = paraIncludedBy(relayBlock);
    boolean isNew = head > paraIncludedBy(relayBlock - 1);
    return isNew ? para.block(head).map(Block::header) : Optional.empty();
  }
}
