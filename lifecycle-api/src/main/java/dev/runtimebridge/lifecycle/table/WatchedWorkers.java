package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * The workers as those see them who are told of each change: what stands and what changes after it,
 * with nothing between the two.
 */
public final class WatchedWorkers {
  private final WorkerTable workers;
  private final Set<Consumer<WorkerChange>> watchers = new CopyOnWriteArraySet<>();

  WatchedWorkers(WorkerTable workers) {
    this.workers = workers;
  }

  /**
   * What a watcher begins with.
   *
   * @param workers all workers at the moment from which on every change is told, or those that have
   *     changed since an earlier one, removed workers included
   * @param position how far the log was read at that moment
   * @param end stops telling
   */
  public record Watch(List<Worker> workers, LogPosition position, Runnable end) {
    /** Copies the list. */
    public Watch {
      workers = List.copyOf(workers);
    }
  }

  /** Tells {@code watcher} of every change after the workers that are returned. */
  public Watch watch(Consumer<WorkerChange> watcher) {
    synchronized (workers) {
      watchers.add(watcher);
      return new Watch(workers.all(), workers.recent().position(), () -> watchers.remove(watcher));
    }
  }

  /** The same for a watcher that knows all up to {@code since}. */
  public Checked<Watch> watch(LogPosition since, Consumer<WorkerChange> watcher) {
    synchronized (workers) {
      if (!workers.recent().reachesBackTo(since)) {
        return Checked.refused(
            Refusal.Reason.RESUME_TOKEN_TOO_OLD,
            "what has happened since this resume_token is not all known here: watch again without"
                + " one");
      }
      watchers.add(watcher);
      return Checked.valid(
          new Watch(
              workers.recent().changed(workers.each(), since),
              workers.recent().position(),
              () -> watchers.remove(watcher)));
    }
  }

  /** How many watchers there are. */
  public int watchers() {
    return watchers.size();
  }

  /** The last state of a worker that was removed not too long ago. */
  Optional<Worker> removed(WorkerId id) {
    synchronized (workers) {
      return workers.recent().removed(id);
    }
  }

  void apply(Worker worker, Place place) {
    synchronized (workers) {
      workers.recent().put(worker, place);
      var change = new WorkerChange(workers.put(worker), worker, workers.recent().position());
      watchers.forEach(watcher -> watcher.accept(change));
    }
  }

  void pass(Place place) {
    synchronized (workers) {
      workers.recent().pass(place);
    }
  }
}
