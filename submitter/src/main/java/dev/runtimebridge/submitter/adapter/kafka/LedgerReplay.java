package dev.runtimebridge.submitter.adapter.kafka;

import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.Ledger;
import dev.runtimebridge.submitter.domain.LiveTransaction;
import dev.runtimebridge.submitter.domain.QueuedRequest;
import dev.runtimebridge.submitter.domain.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The accounts of the submitter as the journal makes them, read from any place on, without a node:
 * first events, then requests, as a submitter that starts does. One thread uses it.
 */
public final class LedgerReplay {
  private final Ledger ledger = new Ledger(Integer.MAX_VALUE);

  /**
   * Takes the next event of {@code tx.events}.
   *
   * @throws IllegalArgumentException if this version does not know it
   */
  public void event(long offset, TransactionEventRecord record) {
    ledger.evolve(offset, EventCodec.decode(record));
  }

  /** Takes the next request of {@code tx.requests}; one that nobody could answer is left out. */
  public void request(long offset, TransactionRequestRecord record) {
    try {
      var _ = ledger.read(new Request(offset, RequestCodec.decode(record), Instant.EPOCH));
    } catch (IllegalArgumentException e) {
      ledger.skip(offset);
    }
  }

  /**
   * What is under way, by account in hexadecimal digits: transactions that may land, then queue.
   */
  public SortedMap<String, List<String>> underWay() {
    var all = new TreeMap<String, List<String>>();
    for (Account account : ledger.accounts()) {
      List<String> lines = new ArrayList<>();
      account.live().forEach(transaction -> lines.add(line(transaction)));
      account.queue().forEach(queued -> lines.add(line(account, queued)));
      if (!lines.isEmpty()) {
        all.put(account.id().toString(), lines);
      }
    }
    return all;
  }

  private static String line(LiveTransaction transaction) {
    return "transaction %s nonce %d sent %s in %s carries %s"
        .formatted(
            transaction.hash(),
            transaction.nonce(),
            transaction.sent(),
            transaction.inBlock().map(String::valueOf).orElse("no block"),
            transaction.requestIds());
  }

  private static String line(Account account, QueuedRequest queued) {
    String id = queued.request().id();
    return "request %s deaths %d last %s words \"%s\" waits \"%s\""
        .formatted(
            id,
            queued.deaths(),
            queued.lastDead().map(String::valueOf).orElse("none"),
            queued.lastWords(),
            account.waitsFor(id));
  }
}
