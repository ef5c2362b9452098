package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.submitter.domain.LowWater;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A planted bug: it says that events are durable and writes them a moment later. */
final class HastyJournal implements Journal {
  private final SimProcess process;
  private final SimJournal journal;
  private long offset;

  HastyJournal(SimProcess process, SimJournal journal) {
    this.process = process;
    this.journal = journal;
  }

  @Override
  public void awaitTurn() throws InterruptedException {
    journal.awaitTurn();
  }

  @Override
  public LowWater open(Consumer<Entry> replay) throws JournalException, InterruptedException {
    return journal.open(
        entry -> {
          offset = entry.offset() + 1;
          replay.accept(entry);
        });
  }

  @Override
  public List<Entry> append(List<Stamped> events) {
    Duration later = process.scheduler().between(Duration.ofMillis(1), Duration.ofMillis(40));
    process.scheduler().after(later, () -> writeIfAlive(events));
    var entries = new ArrayList<Entry>();
    for (Stamped event : events) {
      entries.add(new Entry(offset++, event.event()));
    }
    return entries;
  }

  private void writeIfAlive(List<Stamped> events) {
    if (process.alive()) {
      var _ = journal.tryAppend(events);
    }
  }

  @Override
  public void mark(LowWater mark) {
    // Its offsets are guesses.
  }

  @Override
  public void close() {
    journal.close();
  }
}
