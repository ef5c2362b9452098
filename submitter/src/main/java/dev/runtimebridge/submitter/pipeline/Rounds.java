package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.submitter.pipeline.ChainRuntime.UnusableRuntime;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.RequestFeed;
import dev.runtimebridge.submitter.port.Signers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The work of one submitter from the moment at which it opened the journal until that fails. What
 * the nodes do not allow in one round is tried in the next one.
 */
final class Rounds {
  private static final Duration MARK_EVERY = Duration.ofSeconds(5);

  private final SubmitterSettings settings;
  private final Book book;
  private final Intake intake;
  private final Waiting waiting;
  private final Sending sending;
  private final Finality finality;
  private final BestChain best;
  private final Signing signing;
  private final Refusals refusals;
  private final Signers signers;
  private final InstantSource clock;
  private Instant marked;

  private Rounds(
      SubmitterSettings settings,
      Book book,
      RequestFeed feed,
      Nodes nodes,
      ChainRuntime.Source source,
      Signers signers,
      InstantSource clock) {
    this.settings = settings;
    this.book = book;
    this.signers = signers;
    this.clock = clock;
    this.marked = clock.instant();
    var chain = new ChainReader(nodes);
    var runtimes = new Runtimes(nodes, source);
    this.intake = new Intake(feed, book, settings, clock);
    this.waiting = new Waiting(book, settings, clock);
    this.sending = new Sending(nodes, book, waiting, settings.resendBlocks());
    this.finality = new Finality(chain, runtimes, book, sending, signers, settings);
    this.best = new BestChain(chain, book);
    this.signing = new Signing(chain, nodes, runtimes, book, signers, settings, clock);
    this.refusals = new Refusals(settings, signers);
  }

  /** Opens the journal, which shuts out older submitters, and learns from it what is under way. */
  static Rounds begin(
      SubmitterSettings settings,
      Journal journal,
      RequestFeed feed,
      Nodes nodes,
      ChainRuntime.Source source,
      Signers signers,
      InstantSource clock)
      throws JournalException, InterruptedException {
    Book book = Book.open(journal, clock, settings.remembered());
    feed.seek(book.ledger().nextRequest());
    return new Rounds(settings, book, feed, nodes, source, signers, clock);
  }

  /**
   * What a round came to.
   *
   * @param moved whether something came or went, so that the next round should follow at once
   * @param waitingFor what keeps it from going on; empty if nothing does
   */
  record Result(boolean moved, String waitingFor) {}

  /**
   * One round.
   *
   * @param longest how long it may wait for requests
   * @param newHead whether the nodes told of a new block, or could have without being heard
   */
  Result round(Duration longest, boolean newHead) throws JournalException, InterruptedException {
    boolean full = intake.full();
    boolean came = !full && intake.take(longest);
    String waitingFor = full ? "room in the queue of an account" : "";
    boolean moved = came;
    try {
      moved |= work(newHead);
    } catch (NoNodeLeft e) {
      waitingFor = String.valueOf(e.getMessage());
    } catch (UnusableRuntime e) {
      waitingFor = "a version of the bridge that knows this runtime: " + e.getMessage();
    }
    Instant now = clock.instant();
    if (!now.isBefore(marked.plus(MARK_EVERY))) {
      marked = now;
      book.advance();
    }
    return new Result(moved, waitingFor);
  }

  private boolean work(boolean newHead)
      throws JournalException, NoNodeLeft, UnusableRuntime, InterruptedException {
    // After a crash the recorded bytes go out before anything else.
    sending.send(best.height());
    if (book.ledger().incomplete()) {
      return true;
    }
    if (newHead || !finality.atHead()) {
      finality.advance();
      Optional<BlockRef> last = finality.last();
      if (last.isPresent()) {
        best.advance(last.get());
      }
    }
    Optional<BlockRef> head = finality.last().filter(_ -> finality.atHead());
    Instant now = clock.instant();
    for (Account account : List.copyOf(book.ledger().accounts())) {
      if (account.queued() > 0) {
        book.record(refusals.of(account, now));
        waiting.tellQueued(account);
        if (head.isPresent() && signers.has(account.id())) {
          signing.sign(account, head.get(), room(account));
        }
      }
    }
    sending.send(best.height());
    return !finality.atHead();
  }

  private int room(Account account) {
    if (!waiting.mayTry(account)) {
      return 0;
    }
    // One transaction is enough to find out when the balance is there again.
    int most = account.cannotPay() ? 1 : settings.batches().maxLive();
    return Math.max(0, most - account.live().size());
  }

  /** How many requests wait, and how many transactions are under way, for people. */
  Load load() {
    var keyless = new ArrayList<String>();
    int queued = 0;
    int live = 0;
    for (Account account : book.ledger().accounts()) {
      queued += account.queued();
      live += account.live().size();
      if (account.queued() > 0 && !signers.has(account.id())) {
        keyless.add(settings.address(account.id()));
      }
    }
    return new Load(queued, live, finality.last(), keyless);
  }

  /**
   * What is to be done.
   *
   * @param finalized the last finalized block that was looked at
   * @param withoutKey accounts whose requests wait for a key
   */
  record Load(int queued, int live, Optional<BlockRef> finalized, List<String> withoutKey) {
    /** Copies the list. */
    Load {
      withoutKey = List.copyOf(withoutKey);
    }
  }
}
