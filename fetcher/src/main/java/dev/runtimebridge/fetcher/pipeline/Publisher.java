package dev.runtimebridge.fetcher.pipeline;

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

/** Writes into the log, a segment with all the parachain blocks that it proves at once. */
final class Publisher {
  private final ChainLog log;
  private final ParaSource para;

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

  /** Replaces the snapshot by the state at {@code block}. */
  void publishSnapshot(EncodedHeader block) throws LogException, NoNodeLeft, InterruptedException {
    StateSnapshot snapshot = para.snapshot(block);
    transaction(() -> log.add(snapshot));
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
