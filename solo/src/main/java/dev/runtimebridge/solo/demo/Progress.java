package dev.runtimebridge.solo.demo;

import dev.runtimebridge.schemas.v1.ChainStatusView;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * How far everything is at one moment, as the API tells it.
 *
 * @param elapsed since the demo began
 * @param chains both chains
 * @param workers every worker
 */
record Progress(Duration elapsed, ChainStatusView chains, List<WorkerView> workers) {

  Progress {
    workers = List.copyOf(workers);
  }

  Map<WorkerStage, Integer> byStage() {
    Map<WorkerStage, Integer> count = new EnumMap<>(WorkerStage.class);
    for (WorkerView worker : workers) {
      count.merge(worker.getState().getStage(), 1, Integer::sum);
    }
    return count;
  }

  long retrying() {
    return workers.stream().filter(worker -> worker.getState().hasRetry()).count();
  }

  boolean allAt(Goal goal, int expected) {
    return workers.size() >= expected
        && workers.stream().allMatch(worker -> goal.isReachedIn(worker.getState().getStage()));
  }

  /** Relay-chain headers and parachain blocks that the workers took, all together. */
  long blocksTaken() {
    return workers.stream()
        .map(Progress::heights)
        .mapToLong(heights -> (long) heights.getNextRelayHeader() + heights.getNextParaBlock())
        .sum();
  }

  /** Lowest height among the workers; -1 while one has none. */
  long lowest(ToIntFunction<SyncHeights> next) {
    return workers.stream().map(Progress::heights).mapToLong(next::applyAsInt).min().orElse(0) - 1;
  }

  static SyncHeights heights(WorkerView worker) {
    return worker.getState().getProgress().getFacts().getHeights();
  }
}
