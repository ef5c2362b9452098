package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.domain.LoggedBlocks;
import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.domain.StateWatch;
import dev.runtimebridge.fetcher.domain.WatchedChanges;
import dev.runtimebridge.fetcher.port.ChainLog;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.storage.StorageChanges;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the log's own blocks say of the parachain's state, where that was not told when they
 * were written: in logs that an earlier version began. Goes on where it was stopped.
 */
final class ParaStateCatchUp {
  private static final Logger LOG = LoggerFactory.getLogger(ParaStateCatchUp.class);

  private final ChainLog log;
  private final ParaSource para;

  ParaStateCatchUp(ChainLog log, ParaSource para) {
    this.log = log;
    this.para = para;
  }

  /** Brings what is told up to {@code position}; gives what is watched in the block after it. */
  StateWatch run(LogPosition position) throws LogException, NoNodeLeft, InterruptedException {
    OptionalLong clock = log.clock();
    Optional<ParaRuntime> runtime = log.runtime();
    if (clock.isPresent() && runtime.isPresent()) {
      return after(clock.getAsLong(), position, ParaStateUpdate.watch(runtime.get()));
    }
    var genesis = new ChainPoint(0, position.chains().paraGenesis());
    ParaStateUpdate update = ParaStateUpdate.beginning(para.runtime(genesis));
    update.take(genesis, WatchedChanges.in(log.genesisState().entries()), Optional.empty());
    LogTransaction.run(log, () -> update.write(log));
    return after(0, position, update.watch());
  }

  private StateWatch after(long told, LogPosition position, StateWatch first)
      throws LogException, NoNodeLeft, InterruptedException {
    long last = position.para().number();
    long done = told;
    // A block's place in the log is never before its number.
    long next = told;
    StateWatch watch = first;
    while (done < last) {
      LOG.info("telling the parachain's state from the log: done={} of={}", done, last);
      LoggedBlocks read = log.paraBlocks(next);
      var update = new ParaStateUpdate(watch);
      for (ParaBlock block : read.blocks()) {
        if (block.header().number() > done) {
          take(update, block, done + 1);
          done = block.header().number();
        }
      }
      if (read.next() <= next) {
        throw missing(done + 1);
      }
      next = read.next();
      LogTransaction.run(log, () -> update.write(log));
      watch = update.watch();
    }
    return watch;
  }

  private void take(ParaStateUpdate update, ParaBlock block, long expected)
      throws LogException, NoNodeLeft, InterruptedException {
    ChainPoint point = block.header().point();
    if (point.number() != expected) {
      throw missing(expected);
    }
    try {
      var changes = WatchedChanges.in(StorageChanges.decode(block.storageChanges().toByteArray()));
      update.take(
          point, changes, changes.newCode() ? Optional.of(para.runtime(point)) : Optional.empty());
    } catch (MalformedScale e) {
      throw new LogException.Unreadable(
          "the log's storage changes of para %s do not decode: %s"
              .formatted(point, e.getMessage()));
    }
  }

  private static LogException.Unreadable missing(long number) {
    return new LogException.Unreadable(
        "para #%d is not in the log, but what is told of the parachain's state ends before it"
            .formatted(number));
  }
}
