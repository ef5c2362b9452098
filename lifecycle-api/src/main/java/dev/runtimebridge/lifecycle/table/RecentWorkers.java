package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the newest state of each worker lies in the log, and the newest removals: what a watcher
 * has missed that comes back. Removals that were forgotten make older positions useless, and that
 * is remembered. Its callers see to it that one thread at a time is here.
 */
final class RecentWorkers {
  /** Removals that are remembered. */
  static final int KEPT = 10_000;

  private final Map<WorkerId, Place> places = new HashMap<>();
  private final Map<WorkerId, Removal> removals = new LinkedHashMap<>();
  private LogPosition position = LogPosition.START;
  private LogPosition forgotten = LogPosition.START;

  private record Removal(Worker worker, Place place) {}

  /** A worker's state was read at this place. */
  void put(Worker worker, Place place) {
    position = position.after(place);
    removals.remove(worker.id());
    if (!worker.removed()) {
      places.put(worker.id(), place);
      return;
    }
    places.remove(worker.id());
    removals.put(worker.id(), new Removal(worker, place));
    if (removals.size() > KEPT) {
      var oldest = removals.values().iterator();
      forgotten = forgotten.after(oldest.next().place());
      oldest.remove();
    }
  }

  /** Something else was read at this place. */
  void pass(Place place) {
    position = position.after(place);
  }

  LogPosition position() {
    return position;
  }

  /** Whether all that has changed since {@code since} is known. */
  boolean reachesBackTo(LogPosition since) {
    return position.covers(since) && since.covers(forgotten);
  }

  /** Those of {@code workers}, and those removed, that have changed since then. */
  List<Worker> changed(Collection<Worker> workers, LogPosition since) {
    return Stream.concat(
            workers.stream()
                .filter(
                    worker -> {
                      Place place = places.get(worker.id());
                      return place != null && !since.covers(place);
                    }),
            removals.values().stream()
                .filter(removal -> !since.covers(removal.place()))
                .map(Removal::worker))
        .toList();
  }

  /** The last state of a worker that was removed. */
  Optional<Worker> removed(WorkerId id) {
    return Optional.ofNullable(removals.get(id)).map(Removal::worker);
  }
}
