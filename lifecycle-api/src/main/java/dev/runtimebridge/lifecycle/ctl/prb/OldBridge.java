package dev.runtimebridge.lifecycle.ctl.prb;

import java.util.List;

/** All that an old bridge says of its pools and workers. */
public record OldBridge(List<OldPool> pools, List<OldWorker> workers) {

  /** Copies the lists. */
  public OldBridge {
    pools = List.copyOf(pools);
    workers = List.copyOf(workers);
  }
}
