package dev.runtimebridge.lifecycle.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which pools and workers there are, as far as this instance has read the log. */
public interface Inventory {

  /** The pool of this number, unless it was deleted. */
  Optional<Pool> pool(PoolId id);

  /** The pool of this name. */
  Optional<Pool> poolNamed(String name);

  /** The worker, unless it was deleted. */
  Optional<Worker> worker(WorkerId id);

  /** The workers of this name; more than one only if two instances gave it at the same time. */
  List<Worker> workersNamed(String name);

  /** The workers whose sessions call this address; more than one only by a fault. */
  Set<WorkerId> workersAt(WorkerEndpoint endpoint);

  /** How many workers a pool has. */
  int workersIn(PoolId id);
}
