package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerView;

/** What callers see of pools and workers. */
public final class Views {
  private Views() {}

  /** A pool with the number of its workers. */
  public static PoolView of(Pool pool, int workers) {
    return PoolView.newBuilder()
        .setConfig(pool.config())
        .setWorkerCount(workers)
        .setSequence(pool.sequence())
        .build();
  }

  /** A worker, and how far it is behind what the log has. */
  public static WorkerView of(Worker worker, PublishedHeights published) {
    SyncHeights heights = worker.state().getProgress().getFacts().getHeights();
    return WorkerView.newBuilder()
        .setId(worker.id().toString())
        .setState(worker.state())
        .setSequence(worker.sequence())
        .setStakePha(stakePha(worker.config().getStake()))
        .setRelayBehind(published.relayBehind(heights))
        .setParaBehind(published.paraBehind(heights))
        .build();
  }

  private static String stakePha(String digits) {
    return digits.isEmpty() ? "" : PhaAmount.ofSmallestUnits(digits).toPha();
  }
}
