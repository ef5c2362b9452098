package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.port.ChainLog;
import dev.runtimebridge.syncer.port.Genesis;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.ParaBlock;
import dev.runtimebridge.syncer.port.RelayHeader;
import dev.runtimebridge.syncer.port.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** One syncer's view of the chains in the log; late, and at times not there. */
final class SimSyncLog implements ChainLog {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final int BLOCK_BYTES = 100;

  /** What all workers have as their genesis. */
  static final Hash256 GENESIS = Hash256.of(new byte[32]);

  private final SimProcess process;
  private final PublishedChain chain;
  private final ChainTime time;
  private final Troubles troubles;
  private long relayKnown;
  private long paraKnown;

  SimSyncLog(SimProcess process, PublishedChain chain, ChainTime time, Troubles troubles) {
    this.process = process;
    this.chain = chain;
    this.time = time;
    this.troubles = troubles;
  }

  @Override
  public Reach reach() {
    // The tail hears of both topics on its own, so that one of them may be ahead.
    if (!troubles.away && process.scheduler().oneIn(2)) {
      relayKnown = chain.relay();
    }
    if (!troubles.away && process.scheduler().oneIn(2)) {
      paraKnown = chain.para();
    }
    return new Reach(relayKnown, paraKnown, time.relay(), time.para());
  }

  @Override
  public Reach awaitNews(Reach seen, Duration atMost) throws InterruptedException {
    Instant end = process.now().plus(atMost);
    Reach now = reach();
    while (now.equals(seen) && process.now().isBefore(end)) {
      Duration left = Duration.between(process.now(), end);
      process.pause(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
      now = reach();
    }
    return now;
  }

  private void read(String what) {
    try {
      process.pause(process.scheduler().between(Duration.ofMillis(1), Duration.ofMillis(30)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailable("interrupted", e);
    }
    if (troubles.strike(process.scheduler()) || !chain.begun()) {
      throw new LogUnavailable("cannot read " + what);
    }
  }

  @Override
  public Genesis genesis() {
    read("the genesis");
    return new Genesis(GENESIS, chain.start(), Bytes.EMPTY, Bytes.EMPTY, "simulated");
  }

  @Override
  public Optional<Snapshot> snapshot() {
    return Optional.empty();
  }

  @Override
  public List<RelayHeader> relayHeaders(long from, long to) {
    read("relay-chain headers");
    if (to > chain.relay()) {
      throw new LogUnavailable("relay #" + to + " is not there");
    }
    return LongStream.rangeClosed(from, to)
        .mapToObj(
            number -> new RelayHeader(chain.mark(number), Bytes.EMPTY, Optional.empty(), List.of()))
        .toList();
  }

  @Override
  public List<Bytes> paraHeaders(long from, long to) {
    throw new UnsupportedOperationException("requests are made of numbers here");
  }

  @Override
  public List<ParaBlock> paraBlocks(long from, long to, long maxBytes) {
    read("parachain blocks");
    if (to > chain.para()) {
      throw new LogUnavailable("para #" + to + " is not there");
    }
    var blocks = new ArrayList<ParaBlock>();
    for (long number = from;
        number <= to && (blocks.isEmpty() || (long) blocks.size() * BLOCK_BYTES < maxBytes);
        number++) {
      blocks.add(new ParaBlock(number, Bytes.EMPTY, Bytes.EMPTY));
    }
    return blocks;
  }
}
