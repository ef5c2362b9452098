package dev.runtimebridge.solo.demo;

import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * What {@code --json} writes.
 *
 * @param reached whether all workers came to the state that was asked for, with the right roots
 * @param seconds from the start of the command to that moment
 * @param blocksPerSecond relay-chain headers and parachain blocks into all workers
 * @param workersByState number of workers in each state
 * @param relay heights of the relay chain
 * @param para heights of the parachain
 * @param kafkaBytes size of the log on disk
 * @param rocksDbBytes size of the tables on disk
 * @param workers each worker
 */
record Summary(
    boolean reached,
    double seconds,
    double blocksPerSecond,
    Map<String, Integer> workersByState,
    Heights relay,
    Heights para,
    long kafkaBytes,
    long rocksDbBytes,
    List<Worker> workers) {

  /** Heights of one chain; {@code synced} is that of the slowest worker. */
  record Heights(long finalized, long published, long synced) {}

  /** One worker and its verdict: is its state root the parachain's at the same height? */
  record Worker(
      String name,
      String id,
      String state,
      long relayHeight,
      long paraHeight,
      String stateRoot,
      boolean stateRootMatches) {}

  /**
   * @param stateRootAt the parachain's state root after a block, hex without 0x
   */
  static Summary of(
      Progress progress,
      boolean inState,
      long kafkaBytes,
      long rocksDbBytes,
      LongFunction<String> stateRootAt) {
    double seconds = progress.elapsed().toMillis() / 1000.0;
    List<Worker> workers =
        progress.workers().stream().map(worker -> worker(worker, stateRootAt)).toList();
    Map<String, Integer> states = new TreeMap<>();
    progress.byStage().forEach((stage, count) -> states.put(stage.name(), count));
    return new Summary(
        inState && workers.stream().allMatch(Worker::stateRootMatches),
        seconds,
        progress.blocksTaken() / Math.max(0.001, seconds),
        states,
        heights(progress.chains().getRelay(), progress.lowest(SyncHeights::getNextRelayHeader)),
        heights(progress.chains().getPara(), progress.lowest(SyncHeights::getNextParaBlock)),
        kafkaBytes,
        rocksDbBytes,
        workers);
  }

  private static Heights heights(ChainTip tip, long synced) {
    return new Heights(
        tip.getFinalizedNumber(), tip.hasPublishedNumber() ? tip.getPublishedNumber() : -1, synced);
  }

  private static Worker worker(WorkerView view, LongFunction<String> stateRootAt) {
    var facts = view.getState().getProgress().getFacts();
    var heights = facts.getHeights();
    long paraHeight = heights.getNextParaBlock() - 1L;
    boolean matches = paraHeight >= 0 && facts.getStateRoot().equals(stateRootAt.apply(paraHeight));
    return new Worker(
        view.getState().getConfig().getName(),
        view.getId(),
        view.getState().getStage().name(),
        heights.getNextRelayHeader() - 1L,
        paraHeight,
        facts.getStateRoot(),
        matches);
  }
}
