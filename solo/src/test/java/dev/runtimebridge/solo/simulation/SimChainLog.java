package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.ChainStatus;
import dev.runtimebridge.fetcher.domain.Genesis;
import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.domain.LoggedBlocks;
import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaHead;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.ParaStateValue;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.fetcher.domain.StateSnapshot;
import dev.runtimebridge.fetcher.port.ChainLog;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.fetcher.port.StatusBoard;
import dev.runtimebridge.substrate.storage.StorageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One fetcher's connection to the {@link ChainTopics}, with the semantics of a transactional
 * producer and of readers of what is committed: who opens shuts out the older, a transaction is
 * there as a whole or not at all, and an answer that is lost says nothing of what was done.
 */
final class SimChainLog implements ChainLog, StatusBoard {
  private static final int BLOCKS_AT_ONCE = 7;

  private final SimProcess process;
  private final ChainTopics topics;
  private final Troubles troubles;
  private int generation = -1;
  private Optional<ChainTopics.Batch> batch = Optional.empty();

  SimChainLog(SimProcess process, ChainTopics topics, Troubles troubles) {
    this.process = process;
    this.topics = topics;
    this.troubles = troubles;
  }

  /** Whether no other was opened since. */
  boolean isNewest() {
    return generation == topics.generation;
  }

  /** What the cluster does. */
  private interface Deed<T> {
    T get() throws LogException;
  }

  private <T> T ask(String what, Deed<T> deed) throws LogException {
    Scheduler scheduler = process.scheduler();
    try {
      process.pause(scheduler.between(Duration.ofMillis(1), Duration.ofMillis(20)));
      if (troubles.strike(scheduler)) {
        throw unavailable(what);
      }
      T answer = deed.get();
      process.pause(scheduler.between(Duration.ofMillis(1), Duration.ofMillis(20)));
      if (troubles.strike(scheduler)) {
        throw unavailable("hear whether it did " + what);
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(what);
    }
  }

  private static LogException unavailable(String what) {
    return new LogException.Unavailable("cannot " + what, new IllegalStateException("simulated"));
  }

  private void fence() throws LogException {
    if (generation != topics.generation) {
      throw new LogException.Fenced("a newer one", new IllegalStateException("simulated"));
    }
  }

  @Override
  public void open() throws LogException {
    batch = Optional.empty();
    ask(
        "open",
        () -> {
          generation = ++topics.generation;
          process.scheduler().note(process.name() + " opens the log as " + generation);
          return generation;
        });
  }

  @Override
  public Optional<LogPosition> position() throws LogException {
    return ask("read the end", topics::position);
  }

  @Override
  public OptionalLong lastSnapshot() throws LogException {
    return ask("read the last snapshot", OptionalLong::empty);
  }

  @Override
  public Optional<ParaRuntime> runtime() throws LogException {
    return ask("read the runtime", topics::runtime);
  }

  @Override
  public OptionalLong clock() throws LogException {
    return ask("read the clock", topics::clock);
  }

  @Override
  public StorageState genesisState() throws LogException {
    return ask("read the genesis", () -> topics.genesis().orElseThrow().paraState());
  }

  @Override
  public LoggedBlocks paraBlocks(long from) throws LogException {
    return ask(
        "read blocks",
        () -> {
          List<ParaBlock> all = topics.blocks();
          int first = (int) Math.min(from, all.size());
          int next = Math.min(all.size(), first + BLOCKS_AT_ONCE);
          return new LoggedBlocks(all.subList(first, next), next);
        });
  }

  @Override
  public void begin() {
    batch = Optional.of(new ChainTopics.Batch());
  }

  private ChainTopics.Batch batch() {
    return batch.orElseThrow(() -> new IllegalStateException("no transaction was begun"));
  }

  @Override
  public void add(Genesis genesis) {
    batch().genesis.add(genesis);
  }

  @Override
  public void add(RelaySegment segment, Optional<ParaHead> head) throws LogException {
    batch().segments.add(new ChainTopics.Segment(segment, head));
    if (troubles.strike(process.scheduler())) {
      throw unavailable("send");
    }
  }

  @Override
  public void add(ParaBlock block) throws LogException {
    batch().blocks.add(block);
    if (process.scheduler().oneIn(8)) {
      fence();
    }
  }

  @Override
  public void add(StateSnapshot snapshot) {
    throw new UnsupportedOperationException("no snapshots are made here");
  }

  @Override
  public void add(ParaRuntime runtime) {
    batch().runtimes.add(runtime);
  }

  @Override
  public void add(ParaStateValue value) {
    batch().values.add(value);
  }

  @Override
  public void addClock(ChainPoint block, long timeMs) {
    batch().clock = OptionalLong.of(block.number());
  }

  @Override
  public void commit() throws LogException {
    ChainTopics.Batch whole = batch();
    batch = Optional.empty();
    ask(
        "commit",
        () -> {
          fence();
          topics.commit(whole);
          process
              .scheduler()
              .note(
                  "%s commits up to relay #%d, para #%d"
                      .formatted(process.name(), topics.relay(), topics.para()));
          return true;
        });
  }

  @Override
  public void abort() {
    batch = Optional.empty();
  }

  @Override
  public void awaitSilence(Duration silence) throws LogException, InterruptedException {
    long heard = topics.tips;
    Instant since = process.now();
    while (process.now().isBefore(since.plus(silence))) {
      process.pause(Duration.ofSeconds(2));
      if (troubles.strike(process.scheduler())) {
        throw unavailable("listen");
      }
      if (topics.tips != heard) {
        heard = topics.tips;
        since = process.now();
      }
    }
  }

  @Override
  public void tell(ChainStatus status) {
    if (!troubles.away) {
      topics.tips++;
    }
  }

  @Override
  public void close() {
    batch = Optional.empty();
  }
}
