package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.schemas.v1.StageCount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The workers by name, by id and by endpoint, and how many each pool has. One thread writes, many
 * read.
 */
public final class WorkerTable {
  private final ConcurrentSkipListMap<Label, Worker> byName = new ConcurrentSkipListMap<>();
  private final Map<WorkerId, Worker> byId = new ConcurrentHashMap<>();
  private final Map<String, Set<WorkerId>> byEndpoint = new ConcurrentHashMap<>();
  private final Map<PoolId, Integer> countByPool = new ConcurrentHashMap<>();
  private final RecentWorkers recent = new RecentWorkers();

  /** A name, and whose; two workers have one name only if two instances gave it at once. */
  private record Label(String name, UUID worker) implements Comparable<Label> {
    private static final UUID BEFORE_ALL = new UUID(Long.MIN_VALUE, Long.MIN_VALUE);

    static Label of(Worker worker) {
      return new Label(worker.name(), worker.id().uuid());
    }

    @Override
    public int compareTo(Label other) {
      int names = name.compareTo(other.name);
      return names != 0 ? names : worker.compareTo(other.worker);
    }
  }

  /** Takes a worker's new state; a removed worker leaves the table. Returns what was before. */
  Optional<Worker> put(Worker worker) {
    if (worker.removed()) {
      return remove(worker.id());
    }
    Worker before = byId.put(worker.id(), worker);
    byName.put(Label.of(worker), worker);
    // Heights change all the time, and who looks meanwhile must find the worker in every index.
    if (before == null || !before.config().equals(worker.config())) {
      countByPool.merge(worker.pool(), 1, Integer::sum);
      byEndpoint.merge(address(worker), Set.of(worker.id()), WorkerTable::union);
      if (before != null) {
        forget(before, Optional.of(worker));
      }
    }
    return Optional.ofNullable(before);
  }

  Optional<Worker> remove(WorkerId id) {
    Worker before = byId.remove(id);
    if (before != null) {
      forget(before, Optional.empty());
    }
    return Optional.ofNullable(before);
  }

  /** The workers whose sessions call this address. */
  public Set<WorkerId> at(WorkerEndpoint endpoint) {
    return byEndpoint.getOrDefault(endpoint.normalised(), Set.of());
  }

  /** The worker of this id. */
  public Optional<Worker> get(WorkerId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** How many workers a pool has. */
  public int countIn(PoolId pool) {
    return countByPool.getOrDefault(pool, 0);
  }

  /** The workers of this name. */
  public List<Worker> named(String name) {
    var bearers = new ArrayList<Worker>();
    for (Worker worker : byName.tailMap(new Label(name, Label.BEFORE_ALL), true).values()) {
      if (!worker.name().equals(name)) {
        break;
      }
      bearers.add(worker);
    }
    return bearers;
  }

  /** How many workers there are. */
  public int size() {
    return byId.size();
  }

  /** All workers by name, as they are when each is reached. */
  public Collection<Worker> each() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** Where each worker's state lies in the log, and which workers were removed. */
  RecentWorkers recent() {
    return recent;
  }

  /** All workers by name. */
  public List<Worker> all() {
    return List.copyOf(byName.values());
  }

  /** How many workers are in each stage that any is in. */
  public List<StageCount> stages() {
    // By number: a later release may know stages that this one does not.
    Map<Integer, StageCount.Builder> counts = new TreeMap<>();
    for (Worker worker : byName.values()) {
      StageCount.Builder count =
          counts.computeIfAbsent(
              worker.state().getStageValue(),
              stage -> StageCount.newBuilder().setStageValue(stage));
      count.setCount(count.getCount() + 1);
      if (worker.state().hasRetry()) {
        count.setRetrying(count.getRetrying() + 1);
      }
    }
    return counts.values().stream().map(StageCount.Builder::build).toList();
  }

  private void forget(Worker before, Optional<Worker> after) {
    if (after.filter(it -> it.name().equals(before.name())).isEmpty()) {
      byName.remove(Label.of(before));
    }
    if (after.filter(it -> address(it).equals(address(before))).isEmpty()) {
      byEndpoint.computeIfPresent(address(before), (address, ids) -> without(ids, before.id()));
    }
    countByPool.computeIfPresent(before.pool(), (pool, count) -> count > 1 ? count - 1 : null);
  }

  private static String address(Worker worker) {
    return new WorkerEndpoint(worker.config().getEndpoint()).normalised();
  }

  private static Set<WorkerId> union(Set<WorkerId> some, Set<WorkerId> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Set<WorkerId> without(Set<WorkerId> ids, WorkerId id) {
    Set<WorkerId> rest =
        ids.stream().filter(it -> !it.equals(id)).collect(Collectors.toUnmodifiableSet());
    return rest.isEmpty() ? null : rest;
  }
}
