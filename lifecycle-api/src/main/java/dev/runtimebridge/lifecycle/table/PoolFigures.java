package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.schemas.v1.PoolFacts;
import dev.runtimebridge.schemas.v1.StageCount;
import dev.runtimebridge.schemas.v1.WorkerFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What is known of a pool from its workers: how many are at each stage, and its free stake. */
final class PoolFigures {
  // By number: a later release may know stages that this one does not.
  private final Map<Integer, StageCount.Builder> stages = new TreeMap<>();
  private long newestBlock = -1;
  private String freeStake = "";

  private PoolFigures() {}

  /** The figures of each pool that has workers among those that are wanted. */
  static Map<PoolId, PoolFigures> of(Iterable<Worker> workers, Predicate<Worker> wanted) {
    Map<PoolId, PoolFigures> figures = new HashMap<>();
    for (Worker worker : workers) {
      if (wanted.test(worker)) {
        figures.computeIfAbsent(worker.pool(), pool -> new PoolFigures()).add(worker);
      }
    }
    return figures;
  }

  /** Those of a pool without workers. */
  static PoolFigures none() {
    return new PoolFigures();
  }

  List<StageCount> stages() {
    return stages.values().stream().map(StageCount.Builder::build).toList();
  }

  /** Smallest units, as the newest facts of any of its workers say; empty while unknown. */
  String freeStake() {
    return freeStake;
  }

  private void add(Worker worker) {
    StageCount.Builder count =
        stages.computeIfAbsent(
            worker.state().getStageValue(), stage -> StageCount.newBuilder().setStageValue(stage));
    count.setCount(count.getCount() + 1);
    if (worker.state().hasRetry()) {
      count.setRetrying(count.getRetrying() + 1);
    }
    WorkerFacts facts = worker.state().getFacts();
    PoolFacts pool = facts.getPool();
    long block = Integer.toUnsignedLong(facts.getBlockNumber());
    if (pool.getPid() == worker.config().getPid()
        && !pool.getFreeStake().isEmpty()
        && block > newestBlock) {
      newestBlock = block;
      freeStake = pool.getFreeStake();
    }
  }
}
