package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.Balance;
import dev.runtimebridge.submitter.domain.BalanceWatch;
import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.submitter.domain.Death;
import dev.runtimebridge.submitter.domain.ExtrinsicEvent;
import dev.runtimebridge.submitter.domain.FinalizedView;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.LiveTransaction;
import dev.runtimebridge.submitter.domain.Outcome;
import dev.runtimebridge.submitter.pipeline.ChainRuntime.AccountInfo;
import dev.runtimebridge.submitter.pipeline.ChainRuntime.UnusableRuntime;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every finalized block from the birth of the oldest live transaction on, once and in
 * order: which transactions it has, what became of them, and which can land no more after it.
 */
final class Finality {
  private static final Logger LOG = LoggerFactory.getLogger(Finality.class);
  private static final int BLOCKS_AT_ONCE = 16;
  private static final Bytes EVENTS = StorageKeys.plain("System", "Events");

  private final ChainReader chain;
  private final Runtimes runtimes;
  private final Book book;
  private final Sending sending;
  private final BalanceWatch balances;
  private final Signers signers;
  private final SubmitterSettings settings;
  private @Nullable BlockRef last;
  private boolean atHead;

  Finality(
      ChainReader chain,
      Runtimes runtimes,
      Book book,
      Sending sending,
      Signers signers,
      SubmitterSettings settings) {
    this.chain = chain;
    this.runtimes = runtimes;
    this.book = book;
    this.sending = sending;
    this.balances = new BalanceWatch(settings.balanceWarning());
    this.signers = signers;
    this.settings = settings;
  }

  /** The last finalized block that was looked at. */
  Optional<BlockRef> last() {
    return Optional.ofNullable(last);
  }

  /** Whether that is the last one that there is. */
  boolean atHead() {
    return atHead;
  }

  /** Looks at the next blocks, a bounded number of them. */
  void advance() throws JournalException, NoNodeLeft, UnusableRuntime, InterruptedException {
    BlockRef from = last;
    if (from == null) {
      start();
      return;
    }
    if (!book.ledger().anyLive()) {
      CheckedBlock head = chain.finalizedHead();
      atHead = true;
      if (head.ref().number() > from.number()) {
        last = head.ref();
        judgeAccounts(head.ref());
      }
      return;
    }
    ChainReader.Stretch stretch = chain.finalizedAfter(from, BLOCKS_AT_ONCE);
    for (CheckedBlock block : stretch.blocks()) {
      look(block);
      last = block.ref();
    }
    atHead = stretch.atHead();
    if (!stretch.blocks().isEmpty()) {
      judgeAccounts(stretch.blocks().getLast().ref());
    }
  }

  private void start() throws JournalException, NoNodeLeft, UnusableRuntime, InterruptedException {
    OptionalLong birth = book.ledger().lowestBirth();
    if (birth.isPresent()) {
      last = chain.finalized(birth.getAsLong());
      LOG.info("looking for transactions of an earlier run: from={}", last);
      return;
    }
    BlockRef head = chain.finalizedHead().ref();
    last = head;
    atHead = true;
    judgeAccounts(head);
  }

  private void look(CheckedBlock block)
      throws JournalException, NoNodeLeft, UnusableRuntime, InterruptedException {
    var events = new ArrayList<JournalEvent>();
    List<Bytes> extrinsics = chain.extrinsics(block);
    for (int index = 0; index < extrinsics.size(); index++) {
      Hash256 hash = Hashing.blake2b256(extrinsics.get(index).toByteArray());
      for (Account account : book.ledger().accounts()) {
        Optional<LiveTransaction> found = account.live(hash);
        if (found.isPresent()) {
          Outcome outcome = outcome(block, index, found.get());
          events.add(JournalEvent.Finalized.of(account, found.get(), block.ref(), index, outcome));
        }
      }
    }
    book.record(events);
  }

  private Outcome outcome(CheckedBlock block, int index, LiveTransaction transaction)
      throws NoNodeLeft, UnusableRuntime, InterruptedException {
    ChainRuntime executor = runtimes.after(block.header().parentHash());
    Bytes events = chain.storage(EVENTS, block.ref()).orElse(Bytes.EMPTY);
    List<ExtrinsicEvent> seen;
    try {
      seen = executor.events(events, index);
    } catch (RuntimeException e) {
      // It is final whatever the events say; to stop here would stop every account.
      LOG.error("events cannot be read: block={} error={}", block.ref(), e.getMessage(), e);
      seen = List.of();
    }
    return Outcome.of(
        seen,
        transaction.requestIds().size(),
        transaction.signed().batch(),
        transaction.signed().group().proxied().isPresent());
  }

  private String lastWords(Account account, LiveTransaction transaction) {
    String told = account.waitsFor(transaction.requestIds().getFirst());
    return told.isEmpty() ? sending.lastWords(transaction.hash()) : told;
  }

  private void judgeAccounts(BlockRef block)
      throws JournalException, NoNodeLeft, UnusableRuntime, InterruptedException {
    ChainRuntime runtime = runtimes.after(block.hash());
    // Also those that have nothing to send yet: a person has time until then.
    signers.accounts().forEach(book.ledger()::account);
    for (Account account : List.copyOf(book.ledger().accounts())) {
      AccountInfo info = chain.account(runtime, account.id(), block);
      account.passed(info.nonce());
      var events = new ArrayList<JournalEvent>();
      var view = new FinalizedView(block.number(), runtime.version().specVersion(), info.nonce());
      for (LiveTransaction transaction : account.live()) {
        Death.of(transaction, view)
            .ifPresent(
                cause ->
                    events.add(
                        new JournalEvent.Dead(
                            account.id(),
                            transaction.hash(),
                            cause,
                            lastWords(account, transaction))));
      }
      Optional<Balance> before = account.balance();
      Optional<Balance> seen = balances.seen(info.free(), before, account.cannotPay());
      seen.ifPresent(balance -> events.add(new JournalEvent.BalanceSeen(account.id(), balance)));
      book.record(events);
      if (seen.filter(Balance::low).isPresent() && before.filter(Balance::low).isEmpty()) {
        LOG.warn(
            "an operator's account has little left, send PHA to {}: free={} warning={}",
            settings.address(account.id()),
            info.free(),
            settings.balanceWarning());
      }
    }
  }
}
