package dev.runtimebridge.devnet.chain;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.DevnetStatus;
import dev.runtimebridge.devnet.runtime.ParaRuntime;
import dev.runtimebridge.substrate.header.Header;
import java.util.List;
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
  private final ParaRuntime runtime;
  private final DevChain relay;
  private final DevChain para;
  private final Finality finality;
  private int siblings;

  /** Both chains at their genesis. */
  public TwoChains(DevnetSettings settings) {
    var sets = new AuthoritySets(settings);
    paraStart = settings.paraStart();
    paraEvery = settings.paraEvery();
    relayBlocks = new RelayBlocks(settings, sets);
    runtime = new ParaRuntime(settings);
    paraBlocks = new ParaBlocks(settings, runtime);
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

  /** What executes the parachain's blocks. */
  public ParaRuntime runtime() {
    return runtime;
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
    growTo(relayHeight, ParaAuthor.IDLE);
  }

  /** The same with an author of the parachain's blocks. */
  public synchronized void growTo(long relayHeight, ParaAuthor author) {
    while (relay.best().number() < relayHeight) {
      grow(height -> {}, author);
    }
  }

  /**
   * Makes one relay block, and the parachain block that is due.
   *
   * @param before told the height before anybody can see the block
   * @param author decides what stands in the parachain's block
   */
  public synchronized void grow(LongConsumer before, ParaAuthor author) {
    long number = relay.best().number() + 1;
    Block next = relayBlocks.next(relay.best(), includedIn(number));
    before.accept(number);
    relay.append(next);
    if (number >= paraStart && (number - paraStart) % paraEvery == 0) {
      ParaBody body = author.body(para.best().number() + 1);
      para.append(make(para.best(), next, author, body));
      siblings = body.sibling();
    }
    relay.finalizeUpTo(number - 1);
    para.finalizeUpTo(paraIncludedBy(number - 1));
  }

  /**
   * Puts a sibling without transactions in the place of the best parachain block, which no relay
   * block includes yet.
   *
   * @param author sees the sibling before anybody else can
   * @return the block that gave way; nothing where there is none but the genesis block
   */
  public synchronized Optional<Block> replaceParaBest(ParaAuthor author) {
    Block best = para.best();
    if (best.number() == 0) {
      return Optional.empty();
    }
    siblings++;
    boolean upgrade = author.body(best.number()).upgrade();
    Block parent = para.block(best.number() - 1).orElseThrow();
    Block relayParent = relay.block(relayParentOf(best.number())).orElseThrow();
    var body = new ParaBody(List.of(), upgrade, siblings);
    para.replaceBest(make(parent, relayParent, author, body));
    return Optional.of(best);
  }

  private Block make(Block parent, Block relayParent, ParaAuthor author, ParaBody body) {
    Block made = paraBlocks.next(parent, relayParent, body);
    author.made(made, body);
    return made;
  }

  private long relayParentOf(long paraBlock) {
    return paraStart + (paraBlock - 1) * paraEvery;
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
