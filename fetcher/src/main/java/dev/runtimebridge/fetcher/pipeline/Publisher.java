package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.Genesis;
import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaHead;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.fetcher.domain.StateSnapshot;
import dev.runtimebridge.fetcher.domain.StateWatch;
import dev.runtimebridge.fetcher.domain.WatchedChanges;
import dev.runtimebridge.fetcher.port.ChainLog;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.substrate.Bytes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes into the log, a segment with all the parachain blocks that it proves at once. */
final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  private final ChainLog log;
  private final ParaSource para;
  private StateWatch watch = StateWatch.NOTHING;
  private Optional<ChainPoint> notLoadable = Optional.empty();

  Publisher(ChainLog log, ParaSource para) {
    this.log = log;
    this.para = para;
  }

  /** Goes on behind what a log holds already. */
  void resume(LogPosition position) throws LogException, NoNodeLeft, InterruptedException {
    watch = new ParaStateCatchUp(log, para).run(position);
  }

  /** Begins the log. */
  LogPosition publish(Genesis genesis) throws LogException, NoNodeLeft, InterruptedException {
    EncodedHeader first = genesis.paraHeader();
    ParaStateUpdate update = ParaStateUpdate.beginning(para.runtime(first.point()));
    update.take(first.point(), WatchedChanges.in(genesis.paraState().entries()), Optional.empty());
    LogTransaction.run(
        log,
        () -> {
          log.add(genesis);
          log.add(new ParaBlock(first, Bytes.EMPTY, genesis.start().number()));
          update.write(log);
        });
    watch = update.watch();
    return genesis.position();
  }

  /** Adds relay-chain headers and the parachain blocks that the last of them proves. */
  LogPosition publish(RelaySegment segment, LogPosition position)
      throws LogException, NoNodeLeft, InterruptedException {
    EncodedHeader published = position.para();
    Optional<ParaHead> head = para.head(segment, position.chains(), published.point());
    List<EncodedHeader> headers =
        head.isEmpty() ? List.of() : para.headers(published.point(), head.get());
    long provenAt = segment.last().number();
    var update = new ParaStateUpdate(watch);
    LogTransaction.run(
        log,
        () -> {
          log.add(segment, head);
          para.blocks(
              published,
              headers,
              position.chains(),
              provenAt,
              fetched -> {
                log.add(fetched.block());
                update.take(fetched.block().header().point(), fetched.watched(), fetched.upgrade());
              });
          update.write(log);
        });
    watch = update.watch();
    return position.after(segment, headers.isEmpty() ? published : headers.getLast());
  }

  /**
   * Replaces the snapshot by the state at {@code block}, unless that state has child tries: {@code
   * LoadChainState} takes the pairs of the main trie only, and a worker that knows a child trie by
   * its root alone could never apply changes to it.
   *
   * @return whether the snapshot was published
   */
  boolean publishSnapshot(EncodedHeader block)
      throws LogException, NoNodeLeft, InterruptedException {
    if (notLoadable.equals(Optional.of(block.point()))) {
      return false;
    }
    StateSnapshot snapshot = para.snapshot(block);
    if (snapshot.childTrie().isPresent()) {
      Level level = notLoadable.isEmpty() ? Level.WARN : Level.DEBUG;
      LOG.atLevel(level)
          .log(
              "no snapshot is published, workers could not load a state with child tries:"
                  + " para={} key={}",
              block.point(),
              snapshot.childTrie().get());
      notLoadable = Optional.of(block.point());
      return false;
    }
    LogTransaction.run(log, () -> log.add(snapshot));
    return true;
  }
}
