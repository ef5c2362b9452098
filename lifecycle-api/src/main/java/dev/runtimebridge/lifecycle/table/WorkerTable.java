package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.schemas.v1.StageCount;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The workers by name and by id, and how many each pool has. One thread writes, many read. */
public final class WorkerTable {
  private final ConcurrentSkipListMap<String, Worker> byName = new ConcurrentSkipListMap<>();
  private final Map<WorkerId, Worker> byId = new ConcurrentHashMap<>();
  private final Map<PoolId, Integer> countByPool = new ConcurrentHashMap<>();

  /** Takes a worker's new state; a removed worker leaves the table. Returns what was before. */
  Optional<Worker> put(Worker worker) {
    Optional<Worker> before = remove(worker.id());
    if (!worker.removed()) {
      byId.put(worker.id(), worker);
      byName.put(worker.name(), worker);
      countByPool.merge(worker.pool(), 1, Integer::sum);
    }
    return before;
  }

  Optional<Worker> remove(WorkerId id) {
    Worker before = byId.remove(id);
    if (before != null) {
      byName.remove(before.name());
      countByPool.computeIfPresent(before.pool(), (pool, count) -> count > 1 ? count - 1 : null);
    }
    return Optional.ofNullable(before);
  }

  /** The worker of this id. */
  public Optional<Worker> get(WorkerId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** How many workers a pool has. */
  public int countIn(PoolId pool) {
    return countByPool.getOrDefault(pool, 0);
  }

  /** The workers after {@code name} by name; the empty name is before all. */
  public Iterator<Worker> after(String name) {
    return byName.tailMap(name, false).values().iterator();
  }

  /** How many workers there are. */
  public int size() {
    return byId.size();
  }

  /** All workers by name. */
  public List<Worker> all() {
    return List.copyOf(byName.values());
  }

  /** How many workers are in each stage that any is in. */
  public List<StageCount> stages() {
    Map<WorkerStage, StageCount.Builder> counts = new EnumMap<>(WorkerStage.class);
    for (Worker worker : byName.values()) {
      StageCount.Builder count =
          counts.computeIfAbsent(
              worker.state().getStage(), stage -> StageCount.newBuilder().setStage(stage));
      count.setCount(count.getCount() + 1);
      if (worker.state().hasRetry()) {
        count.setRetrying(count.getRetrying() + 1);
      }
    }
    return counts.values().stream().map(StageCount.Builder::build).toList();
  }
}
