package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.key.AccountId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** All accounts, and how much of the log they still need. One thread uses it. */
public final class Ledger {
  private final int remembered;
  private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
  private long nextEvent;
  private long nextRequest;
  private LowWater mark;
  private boolean caughtUp;

  /**
   * A ledger that knows nothing yet.
   *
   * @param remembered how many ended requests of each account are kept in mind at least, so that
   *     one that comes twice acts once
   */
  public Ledger(int remembered) {
    this.remembered = remembered;
    this.mark = LowWater.BEGINNING;
  }

  /** Reading of requests begins at {@code from}. */
  public void begin(LowWater from) {
    mark = from;
    nextRequest = from.requests();
    nextEvent = Math.max(nextEvent, from.events());
  }

  /** Offset of the next request to read. */
  public long nextRequest() {
    return nextRequest;
  }

  /** The state after {@code event}, which stands at {@code offset} of the journal. */
  public void evolve(long offset, JournalEvent event) {
    nextEvent = offset + 1;
    account(event.operator()).evolve(offset, event);
  }

  /**
   * Takes note of a request that was read.
   *
   * @return whether nobody has seen it, so that its queueing is to be recorded, after which it is
   *     told here again
   */
  public boolean read(Request request) {
    nextRequest = Math.max(nextRequest, request.offset() + 1);
    boolean unseen = account(request.operator()).read(request);
    // Requests are recorded in the order in which they are read: all that was recorded lies behind.
    caughtUp |= unseen;
    return unseen;
  }

  /** Skips a record that is no request. */
  public void skip(long offset) {
    nextRequest = Math.max(nextRequest, offset + 1);
  }

  /** There is nothing more to read at present. */
  public void atEnd() {
    caughtUp = true;
  }

  /** All accounts that were ever seen. */
  public Collection<Account> accounts() {
    return Collections.unmodifiableCollection(accounts.values());
  }

  /** Whether requests that the journal tells of have still to be read again. */
  public boolean incomplete() {
    return accounts.values().stream().anyMatch(Account::incomplete);
  }

  /** The lowest birth of all live transactions. */
  public OptionalLong lowestBirth() {
    return accounts.values().stream()
        .flatMap(account -> account.live().stream())
        .mapToLong(transaction -> transaction.signed().birth())
        .min();
  }

  /** Whether any transaction may still land. */
  public boolean anyLive() {
    return accounts.values().stream().anyMatch(account -> !account.live().isEmpty());
  }

  /** How many requests are kept in mind. */
  public int known() {
    return accounts.values().stream().mapToInt(Account::known).sum();
  }

  /**
   * Forgets what is not needed any more.
   *
   * @return where a restart may begin to read, if that has changed
   */
  public Optional<LowWater> advance() {
    if (!caughtUp || incomplete()) {
      return Optional.empty();
    }
    long requests =
        accounts.values().stream()
            .flatMapToLong(account -> account.oldestRequest().stream())
            .min()
            .orElse(nextRequest);
    accounts.values().forEach(account -> account.forget(remembered, requests));
    long events =
        accounts.values().stream()
            .flatMapToLong(account -> account.oldestEvent().stream())
            .min()
            .orElse(nextEvent);
    LowWater now = new LowWater(requests, events);
    if (now.equals(mark)) {
      return Optional.empty();
    }
    mark = now;
    return Optional.of(now);
  }

  /** What is known of {@code id}, nothing if it was never seen. */
  public Account account(AccountId id) {
    return accounts.computeIfAbsent(id, Account::new);
  }
}
