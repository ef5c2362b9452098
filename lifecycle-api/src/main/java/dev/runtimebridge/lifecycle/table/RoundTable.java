package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * The newest rounds in short. Older ones stay in the log; that they were forgotten makes older
 * positions of watchers useless, and that is remembered. One thread writes, many read.
 */
public final class RoundTable {
  /** Rounds that are remembered: more than a year of them. */
  static final int KEPT = 10_000;

  /** Tasks of all of them together: a round may have ten thousand. */
  static final int TASKS_KEPT = 200_000;

  private final TreeMap<Long, Round> rounds = new TreeMap<>();
  private final Set<Consumer<Change>> watchers = new CopyOnWriteArraySet<>();
  private LogPosition position = LogPosition.START;
  private LogPosition forgotten = LogPosition.START;
  private int tasks;

  /**
   * A round's new state.
   *
   * @param now what it is
   * @param position how far the log was read with this
   */
  public record Change(Round now, LogPosition position) {}

  /**
   * What a watcher begins with.
   *
   * @param rounds the newest, or those that have changed since, the oldest first
   * @param position how far the log was read at that moment
   * @param end stops telling
   */
  public record Watch(List<Round> rounds, LogPosition position, Runnable end) {
    /** Copies the list. */
    public Watch {
      rounds = List.copyOf(rounds);
    }
  }

  synchronized void apply(DispatchEventRecord event, Place place) {
    if (position.covers(place)) {
      // Read again from the beginning after the reader lost its place.
      return;
    }
    position = position.after(place);
    Round before = rounds.get(event.getRound());
    if (before == null && !event.hasOpened()) {
      forgotten = forgotten.after(place);
      return;
    }
    Round now = before == null ? Round.begin(event, place) : before.after(event, place);
    rounds.put(now.number(), now);
    tasks += now.tasks().size() - (before == null ? 0 : before.tasks().size());
    var change = new Change(now, position);
    watchers.forEach(watcher -> watcher.accept(change));
    while (rounds.size() > KEPT || (tasks > TASKS_KEPT && rounds.size() > 1)) {
      Round oldest = rounds.pollFirstEntry().getValue();
      tasks -= oldest.tasks().size();
      forgotten = forgotten.after(oldest.places().newest());
    }
  }

  /** A round that is remembered. */
  public synchronized Optional<Round> get(long number) {
    return Optional.ofNullable(rounds.get(number));
  }

  /** How many are remembered. */
  public synchronized int size() {
    return rounds.size();
  }

  /** The newest rounds, newest first. */
  public synchronized List<Round> newest(int most) {
    return upTo(rounds.descendingMap().values().iterator(), most);
  }

  /** The rounds before this one, newest first. */
  public synchronized List<Round> before(long number, int most) {
    return upTo(rounds.headMap(number, false).descendingMap().values().iterator(), most);
  }

  /** Tells {@code watcher} of every change after the newest rounds, which are returned. */
  public synchronized Watch watch(int newest, Consumer<Change> watcher) {
    watchers.add(watcher);
    return new Watch(newest(newest).reversed(), position, () -> watchers.remove(watcher));
  }

  /** The same for a watcher that knows all up to {@code since}. */
  public synchronized Checked<Watch> watch(LogPosition since, Consumer<Change> watcher) {
    if (!position.covers(since) || !since.covers(forgotten)) {
      return Checked.refused(
          Refusal.Reason.RESUME_TOKEN_TOO_OLD,
          "what has happened since this resume_token is not all known here: watch again without"
              + " one");
    }
    watchers.add(watcher);
    List<Round> changed =
        rounds.values().stream().filter(it -> !since.covers(it.places().newest())).toList();
    return Checked.valid(new Watch(changed, position, () -> watchers.remove(watcher)));
  }

  private static List<Round> upTo(Iterator<Round> rest, int most) {
    var some = new ArrayList<Round>();
    while (rest.hasNext() && some.size() < most) {
      some.add(rest.next());
    }
    return some;
  }
}
