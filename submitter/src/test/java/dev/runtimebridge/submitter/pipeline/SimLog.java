package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Account;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.Ledger;
import dev.runtimebridge.submitter.domain.LiveTransaction;
import dev.runtimebridge.submitter.domain.LowWater;
import dev.runtimebridge.submitter.domain.Wish;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.RequestFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Both topics in memory; whoever writes may die before or after each write. */
final class SimLog {
  /** The submitter's process ends here. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Says before and after each write whether the process dies there. */
  interface Fate {
    boolean dies();
  }

  final List<Journal.Entry> events = new ArrayList<>();
  final List<Wish> requests = new ArrayList<>();
  private final Ledger shadow = new Ledger(Integer.MAX_VALUE);
  private final Set<String> ended = new HashSet<>();
  private LowWater mark = LowWater.BEGINNING;
  private int generation;
  Fate fate = () -> false;

  /** A journal for a new process. */
  Journal journal() {
    return new Handle();
  }

  /** A feed for a new process. */
  RequestFeed feed() {
    return new RequestFeed() {
      private int next;

      @Override
      public void seek(long offset) {
        next = (int) offset;
      }

      @Override
      public List<Arrival> poll(int most, Duration longest) {
        int to = Math.min(requests.size(), next + Math.min(most, 5));
        var arrivals = new ArrayList<Arrival>();
        for (; next < to; next++) {
          arrivals.add(new Usable(next, requests.get(next)));
        }
        return arrivals;
      }

      @Override
      public void close() {}
    };
  }

  private void mayDie() {
    if (fate.dies()) {
      throw new Crash();
    }
  }

  /** What must hold after every event that was ever written. */
  private void check(JournalEvent event) {
    switch (event) {
      case JournalEvent.Finalized finalized ->
          finalized.results().forEach(result -> end(result.requestId()));
      case JournalEvent.RequestRefused refused -> end(refused.result().requestId());
      case JournalEvent.Signed signed -> {
        for (String id : signed.transaction().requestIds()) {
          require(!ended.contains(id), "a request that has ended is signed again: " + id);
        }
      }
      default -> {}
    }
    for (Account account : shadow.accounts()) {
      var nonces = new HashSet<Long>();
      var ids = new HashSet<String>();
      for (LiveTransaction live : account.live()) {
        require(nonces.add(live.nonce()), "two live transactions have nonce " + live.nonce());
        live.requestIds()
            .forEach(id -> require(ids.add(id), "two live transactions carry request " + id));
      }
      require(nonces.size() <= SubmitterSimulationTest.MAX_LIVE, "too many under way");
    }
  }

  private void end(String id) {
    require(ended.add(id), "request " + id + " ends twice");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  Set<String> ended() {
    return ended;
  }

  private final class Handle implements Journal {
    private int mine = -1;

    @Override
    public void awaitTurn() {}

    @Override
    public LowWater open(Consumer<Entry> replay) {
      mine = ++generation;
      events.stream().filter(entry -> entry.offset() >= mark.events()).forEach(replay);
      return mark;
    }

    @Override
    public List<Entry> append(List<Stamped> added) throws JournalException {
      fence();
      mayDie();
      var entries = new ArrayList<Entry>();
      for (Stamped stamped : added) {
        JournalEvent event = stamped.event();
        var entry = new Entry(events.size() * 2L, event);
        events.add(entry);
        entries.add(entry);
        shadow.evolve(entry.offset(), event);
        check(event);
      }
      mayDie();
      return entries;
    }

    @Override
    public void mark(LowWater to) throws JournalException {
      fence();
      mayDie();
      require(to.requests() >= mark.requests() && to.events() >= mark.events(), "a mark goes back");
      mark = to;
    }

    private void fence() throws JournalException {
      if (mine != generation) {
        throw new JournalException.Fenced("another one was opened", new IllegalStateException());
      }
    }

    @Override
    public void close() {}
  }
}
