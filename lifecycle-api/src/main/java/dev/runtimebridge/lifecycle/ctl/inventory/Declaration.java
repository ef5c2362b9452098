package dev.runtimebridge.lifecycle.ctl.inventory;

import java.util.List;

/** Pools and workers that belong together: of a document, or all that there are. */
public record Declaration(List<DeclaredPool> pools, List<DeclaredWorker> workers) {

  /** Copies the lists. */
  public Declaration {
    pools = List.copyOf(pools);
    workers = List.copyOf(workers);
  }

  /** Workers alone. */
  public static Declaration ofWorkers(List<DeclaredWorker> workers) {
    return new Declaration(List.of(), workers);
  }
}
