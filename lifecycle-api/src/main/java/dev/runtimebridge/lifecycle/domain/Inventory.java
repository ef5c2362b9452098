package dev.runtimebridge.lifecycle.domain;

import java.util.Optional;

/** Which pools and workers there are, as far as this instance has read the log. */
public interface Inventory {

  /** The pool of this number, unless it was deleted. */
  Optional<Pool> pool(PoolId id);

  /** The pool of this name. */
  Optional<Pool> poolNamed(String name);

  /** The worker, unless it was deleted. */
  Optional<Worker> worker(WorkerId id);

  /** How many workers a pool has. */
  int workersIn(PoolId id);
}
