package dev.runtimebridge.syncer.testing;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.syncer.domain.LogView;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.domain.RelayMark;
import dev.runtimebridge.syncer.port.ChainLog;
import dev.runtimebridge.syncer.port.Genesis;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.ParaBlock;
import dev.runtimebridge.syncer.port.RelayHeader;
import dev.runtimebridge.syncer.port.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Both chains in memory: relay-chain headers from 1 on, every second with a parachain block. */
public final class TinyLog implements ChainLog, LogView {
  /** What workers of this log have as their genesis. */
  public static final Hash256 GENESIS = Hash256.of(new byte[32]);

  private final List<RelayMark> relay = new ArrayList<>();
  private Optional<Snapshot> snapshot = Optional.empty();
  private long lag;
  private boolean broken;

  /** A log of {@code relayHeaders}, justified and changing sets as chance wants. */
  public static TinyLog random(Random random, int relayHeaders) {
    var log = new TinyLog();
    int justifiedEvery = 1 + random.nextInt(9);
    int setEvery = 5 + random.nextInt(60);
    for (long number = 1; number <= relayHeaders; number++) {
      boolean changes = number % setEvery == 0;
      log.append(number == relayHeaders || changes || random.nextInt(justifiedEvery) == 0, changes);
    }
    return log;
  }

  /** Adds the next relay-chain header. */
  public synchronized void append(boolean justified, boolean changesSet) {
    long number = relay.size() + 1L;
    OptionalLong head =
        justified && number >= 4 ? OptionalLong.of((number - 4) / 2) : OptionalLong.empty();
    relay.add(new RelayMark(number, justified, changesSet, head));
    notifyAll();
  }

  /** Has the chains be that many relay-chain headers further than the log. */
  public synchronized void lagBy(long headers) {
    lag = headers;
    notifyAll();
  }

  /** Has a state at that block. */
  public synchronized void snapshotAt(long block) {
    snapshot = Optional.of(new Snapshot(block, Bytes.EMPTY));
  }

  /** Cannot be read, or can again. */
  public synchronized void breakDown(boolean now) {
    broken = now;
  }

  /** The mark of a header. */
  public synchronized RelayMark mark(long number) {
    return relay.get((int) number - 1);
  }

  @Override
  public synchronized Reach reach() {
    long para = relay.stream().mapToLong(mark -> mark.paraHead().orElse(0)).max().orElse(0);
    return new Reach(relay.size(), para, relay.size() + lag, para);
  }

  @Override
  public synchronized List<RelayMark> relayMarks(long from, long to) {
    if (broken) {
      throw new LogUnavailable("the log is broken");
    }
    return List.copyOf(relay.subList((int) from - 1, (int) to));
  }

  @Override
  public synchronized Reach awaitNews(Reach seen, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (reach().equals(seen) && System.nanoTime() < end) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
    return reach();
  }

  @Override
  public Genesis genesis() {
    return new Genesis(GENESIS, 0, Bytes.EMPTY, Bytes.EMPTY, "Tiny (parachain 1 of Giant)");
  }

  @Override
  public synchronized Optional<Snapshot> snapshot() {
    return snapshot;
  }

  @Override
  public List<RelayHeader> relayHeaders(long from, long to) {
    return relayMarks(from, to).stream()
        .map(mark -> new RelayHeader(mark, Bytes.EMPTY, Optional.empty(), List.of()))
        .toList();
  }

  @Override
  public List<Bytes> paraHeaders(long from, long to) {
    throw new LogUnavailable("no bytes here");
  }

  @Override
  public List<ParaBlock> paraBlocks(long from, long to, long maxBytes) {
    List<ParaBlock> blocks = new ArrayList<>();
    for (long number = from; number <= to; number++) {
      blocks.add(new ParaBlock(number, Bytes.EMPTY, Bytes.EMPTY));
    }
    return blocks;
  }
}
