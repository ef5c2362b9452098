package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.Ledger;
import dev.runtimebridge.submitter.domain.LowWater;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.JournalException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The ledger and the journal that it follows: nothing is known that is not written. */
final class Book {
  private final Journal journal;
  private final InstantSource clock;
  private final Ledger ledger;

  private Book(Journal journal, InstantSource clock, Ledger ledger) {
    this.journal = journal;
    this.clock = clock;
    this.ledger = ledger;
  }

  /** Opens the journal and replays it. */
  static Book open(Journal journal, InstantSource clock, int remembered)
      throws JournalException, InterruptedException {
    var ledger = new Ledger(remembered);
    LowWater mark = journal.open(entry -> ledger.evolve(entry.offset(), entry.event()));
    ledger.begin(mark);
    return new Book(journal, clock, ledger);
  }

  /** What the events so far say. */
  Ledger ledger() {
    return ledger;
  }

  /** Writes events; only what is durable changes the ledger. */
  void record(List<? extends JournalEvent> events) throws JournalException, InterruptedException {
    if (events.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    var stamped = new ArrayList<Journal.Stamped>(events.size());
    for (JournalEvent event : events) {
      stamped.add(new Journal.Stamped(UUID.randomUUID().toString(), now, event));
    }
    for (Journal.Entry entry : journal.append(stamped)) {
      ledger.evolve(entry.offset(), entry.event());
    }
  }

  /** Lets a restart begin to read later, where it may. */
  void advance() throws JournalException, InterruptedException {
    Optional<LowWater> mark = ledger.advance();
    if (mark.isPresent()) {
      journal.mark(mark.get());
    }
  }
}
