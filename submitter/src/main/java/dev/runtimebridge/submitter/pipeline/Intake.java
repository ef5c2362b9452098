package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.JournalEvent.RequestQueued;
import dev.runtimebridge.submitter.domain.Request;
import dev.runtimebridge.submitter.domain.Wish;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.RequestFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests from the log, each id once, as long as there is room for them. */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int AT_ONCE = 500;
  private static final int MAX_KNOWN = 500_000;

  private final RequestFeed feed;
  private final Book book;
  private final SubmitterSettings settings;
  private final InstantSource clock;

  Intake(RequestFeed feed, Book book, SubmitterSettings settings, InstantSource clock) {
    this.feed = feed;
    this.book = book;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Whether an account has as many requests as are kept in memory. Those that the journal tells of
   * are read in any case: nothing can be decided without them.
   */
  boolean full() {
    if (book.ledger().incomplete()) {
      return false;
    }
    return book.ledger().known() >= MAX_KNOWN
        || book.ledger().accounts().stream()
            .mapToInt(Account::queued)
            .anyMatch(queued -> queued >= settings.maxQueued());
  }

  /**
   * Takes what has come, after a wait of at most {@code longest} for it.
   *
   * @return whether anything came
   */
  boolean take(Duration longest) throws JournalException, InterruptedException {
    List<RequestFeed.Arrival> arrivals = feed.poll(AT_ONCE, longest);
    if (arrivals.isEmpty()) {
      book.ledger().atEnd();
      return false;
    }
    Instant now = clock.instant();
    var unseen = new ArrayList<Request>();
    for (RequestFeed.Arrival arrival : arrivals) {
      switch (arrival) {
        case RequestFeed.Usable(long offset, Wish wish) -> {
          var request = new Request(offset, wish, now);
          if (book.ledger().read(request)) {
            unseen.add(request);
          }
        }
        case RequestFeed.Unusable(long offset, String requestId, String reason) -> {
          LOG.warn(
              "a request is left out: offset={} requestId={} error={}", offset, requestId, reason);
          book.ledger().skip(offset);
        }
      }
    }
    var ids = new HashSet<String>();
    book.record(
        unseen.stream().filter(request -> ids.add(request.id())).map(RequestQueued::of).toList());
    // All of them, also one that came twice: the last place of each has to be known.
    unseen.forEach(book.ledger()::read);
    return true;
  }
}
