package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Pool;
import dev.runtimebridge.lifecycle.domain.PoolId;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The pools by number. One thread writes, many read. */
public final class PoolTable {
  /** Lower than every pool's number. */
  static final PoolId BEFORE_ALL = new PoolId(0);

  private static final int REMOVED_KEPT = 1_000;

  private final ConcurrentSkipListMap<PoolId, Pool> byId = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<PoolId, Pool> removed = new ConcurrentSkipListMap<>();

  void put(Pool pool) {
    byId.put(pool.id(), pool);
  }

  void remove(PoolId id) {
    Pool last = byId.remove(id);
    if (last != null) {
      removed.put(id, last);
      if (removed.size() > REMOVED_KEPT) {
        removed.pollFirstEntry();
      }
    }
  }

  /** The last state of a pool that was deleted not too long ago. */
  Optional<Pool> removed(PoolId id) {
    return Optional.ofNullable(removed.get(id));
  }

  /** The pool of this number. */
  public Optional<Pool> get(PoolId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The pool of this name; there are few pools, so that all are looked at. */
  public Optional<Pool> named(String name) {
    return byId.values().stream().filter(pool -> pool.config().getName().equals(name)).findFirst();
  }

  /** How many pools there are. */
  public int size() {
    return byId.size();
  }

  /** The pools after {@code id} by number. */
  public Iterator<Pool> after(PoolId id) {
    return byId.tailMap(id, false).values().iterator();
  }
}
