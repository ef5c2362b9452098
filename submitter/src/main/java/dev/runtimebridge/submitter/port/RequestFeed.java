package dev.runtimebridge.submitter.port;

import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import java.time.Duration;
import java.util.List;

/**
 * The topic {@code tx.requests}. One thread uses it; while it is not polled, requests wait in the
 * log.
 */
public interface RequestFeed extends AutoCloseable {

  /** A request in its place; later ones have a higher offset. */
  record Arrival(long offset, TransactionRequestRecord request) {}

  /** Connects if need be; the next request is the first one at {@code offset} or after it. */
  void seek(long offset) throws JournalException, InterruptedException;

  /**
   * The next requests, in order; empty if none came in {@code longest}.
   *
   * @param most never more than this
   */
  List<Arrival> poll(int most, Duration longest) throws JournalException, InterruptedException;

  @Override
  void close();
}
