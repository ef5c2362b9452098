package dev.runtimebridge.submitter.port;

import dev.runtimebridge.submitter.domain.Wish;
import java.time.Duration;
import java.util.List;

/**
 * The topic {@code tx.requests}. One thread uses it; while it is not polled, requests wait in the
 * log.
 */
public interface RequestFeed extends AutoCloseable {

  /** A record in its place; later ones have a higher offset. */
  sealed interface Arrival {
    /** Its place. */
    long offset();
  }

  /** A request. */
  record Usable(long offset, Wish wish) implements Arrival {}

  /**
   * A record that is no request: there is nobody who could be told.
   *
   * @param requestId the id that it gives, if any
   * @param reason what is wrong with it
   */
  record Unusable(long offset, String requestId, String reason) implements Arrival {}

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
