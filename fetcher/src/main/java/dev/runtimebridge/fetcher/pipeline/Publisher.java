package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.Genesis;
import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.domain.ParaBlock;
import dev.runtimebridge.fetcher.domain.ParaHead;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.fetcher.domain.StateSnapshot;
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
  private Optional<ChainPoint> notLoadable = Optional.empty();

  Publisher(ChainLog log, ParaSource para) {
    this.log = log;
    this.para = para;
  }

  /** What goes into one transaction. */
  @FunctionalInterface
  private interface Content {
    void write() throws LogException, NoNodeLeft, InterruptedException;
  }

  /** Begins the log. */
  LogPosition publish(Genesis genesis) throws LogException, NoNodeLeft, InterruptedException {
    transaction(
        () -> {
          log.add(genesis);
          log.add(new ParaBlock(genesis.paraHeader(), Bytes.EMPTY, genesis.start().number()));
        });
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
    transaction(
        () -> {
          log.add(segment, head);
          para.blocks(published, headers, position.chains(), provenAt, log::add);
        });
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
    transaction(() -> log.add(snapshot));
    return true;
  }

  private void transaction(Content content) throws LogException, NoNodeLeft, InterruptedException {
    log.begin();
    try {
      content.write();
      log.commit();
    } catch (NoNodeLeft | InterruptedException | RuntimeException e) {
      // Only a failure of the log itself leaves the transaction to be dropped by the next open().
      log.abort();
      throw e;
    }
  }
}
