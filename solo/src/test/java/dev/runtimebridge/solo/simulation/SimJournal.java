package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.submitter.adapter.kafka.EventCodec;
import dev.runtimebridge.submitter.adapter.kafka.RequestCodec;
import dev.runtimebridge.submitter.domain.LowWater;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.RequestFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One submitter's connection to {@link TxTopics}: its journal and its feed. An append is there as a
 * whole or not at all; whether it is may stay unknown.
 */
final class SimJournal implements Journal, RequestFeed {
  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = 5;

  private final SimProcess process;
  private final TxTopics topics;
  private final Troubles troubles;
  private int generation = -1;
  private int next;

  SimJournal(SimProcess process, TxTopics topics, Troubles troubles) {
    this.process = process;
    this.topics = topics;
    this.troubles = troubles;
  }

  /** What the cluster does. */
  private interface Deed<T> {
    T get() throws JournalException;
  }

  private <T> T ask(String what, Deed<T> deed) throws JournalException, InterruptedException {
    Scheduler scheduler = process.scheduler();
    process.pause(scheduler.between(Duration.ofMillis(1), Duration.ofMillis(15)));
    if (troubles.strike(scheduler)) {
      throw unavailable(what);
    }
    T answer = deed.get();
    process.pause(scheduler.between(Duration.ofMillis(1), Duration.ofMillis(15)));
    if (troubles.strike(scheduler)) {
      throw unavailable("hear whether it did " + what);
    }
    return answer;
  }

  private static JournalException unavailable(String what) {
    return new JournalException.Unavailable(
        "cannot " + what, new IllegalStateException("simulated"));
  }

  private void fence() throws JournalException {
    if (generation != topics.generation) {
      throw new JournalException.Fenced("a newer one", new IllegalStateException("simulated"));
    }
  }

  @Override
  public void awaitTurn() throws InterruptedException {
    // Who is only slow loses its turn as who died does; it finds out when it writes.
    while (topics.holder.filter(SimProcess::alive).filter(other -> other != process).isPresent()
        && !process.scheduler().oneIn(40)) {
      process.pause(SESSION);
    }
    topics.holder = Optional.of(process);
  }

  @Override
  public LowWater open(Consumer<Entry> replay) throws JournalException, InterruptedException {
    generation = ask("open", () -> ++topics.generation);
    process.scheduler().note(process.name() + " opens the journal as " + generation);
    LowWater mark = ask("read the mark", topics::mark);
    List<TransactionEventRecord> events = ask("replay", () -> List.copyOf(topics.events()));
    for (int i = 0; i < events.size(); i++) {
      if (TxTopics.offset(i) >= mark.events()) {
        replay.accept(new Entry(TxTopics.offset(i), EventCodec.decode(events.get(i))));
      }
    }
    return mark;
  }

  @Override
  public List<Entry> append(List<Stamped> added) throws JournalException, InterruptedException {
    return ask(
        "append",
        () -> {
          fence();
          return write(added);
        });
  }

  /** The same at once, unless another one writes by now. */
  Optional<List<Entry>> tryAppend(List<Stamped> added) {
    return generation == topics.generation ? Optional.of(write(added)) : Optional.empty();
  }

  private List<Entry> write(List<Stamped> added) {
    var entries = new ArrayList<Entry>();
    for (Stamped event : added) {
      process
          .scheduler()
          .note(process.name() + " writes " + event.event().getClass().getSimpleName());
      entries.add(new Entry(topics.append(EventCodec.encode(event)), event.event()));
    }
    return entries;
  }

  @Override
  public void mark(LowWater mark) throws JournalException, InterruptedException {
    ask(
        "mark",
        () -> {
          fence();
          topics.mark(mark);
          return mark;
        });
  }

  @Override
  public void seek(long offset) throws JournalException, InterruptedException {
    next = (int) offset;
    ask("seek", () -> offset);
  }

  @Override
  public List<Arrival> poll(int most, Duration longest)
      throws JournalException, InterruptedException {
    if (next >= topics.requests().size() && longest.isPositive()) {
      process.pause(longest);
    }
    if (troubles.strike(process.scheduler())) {
      throw unavailable("read requests");
    }
    int to = Math.min(topics.requests().size(), next + Math.min(most, MOST_AT_ONCE));
    var arrivals = new ArrayList<Arrival>();
    for (; next < to; next++) {
      arrivals.add(new Usable(next, RequestCodec.decode(topics.requests().get(next))));
    }
    return arrivals;
  }

  @Override
  public void close() {
    if (topics.holder.equals(Optional.of(process))) {
      topics.holder = Optional.empty();
    }
  }
}
