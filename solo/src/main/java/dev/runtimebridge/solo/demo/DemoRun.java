package dev.runtimebridge.solo.demo;

import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.solo.DataFolder;
import dev.runtimebridge.solo.SoloBridge;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;

/** Watches one demo until its goal, its timeout or its end. */
final class DemoRun {
  /** Set by the front door, which can see where the output goes. */
  private static final String TERMINAL = "bridge.terminal";

  private static final Duration REFRESH = Duration.ofMillis(500);

  private final DemoOptions options;
  private final DataFolder folder;
  private final ParaChainState chain;
  private final SoloBridge bridge;
  private final Fleet fleet;
  private final long startedNanos;

  DemoRun(
      DemoOptions options,
      DataFolder folder,
      ParaChainState chain,
      SoloBridge bridge,
      Fleet fleet,
      long startedNanos) {
    this.options = options;
    this.folder = folder;
    this.chain = chain;
    this.bridge = bridge;
    this.fleet = fleet;
    this.startedNanos = startedNanos;
  }

  /** The summary once the goal is reached or given up; empty if there was no goal. */
  Optional<Summary> follow() throws InterruptedException {
    var table = new ProgressTable(System.out, Boolean.getBoolean(TERMINAL));
    Optional<Summary> summary = Optional.empty();
    while (!bridge.hasStopped() && !isOver(summary)) {
      Thread.sleep(REFRESH);
      try {
        Progress progress =
            new Progress(elapsed(), fleet.client().chainStatus(), fleet.client().workers());
        table.show(progress);
        if (options.until().isPresent()) {
          summary = Optional.of(summary(progress, options.until().get().stage()));
        }
      } catch (StatusRuntimeException e) {
        // The next round asks again; a bridge that stays silent ends by the timeout.
        System.err.println("the API did not answer: " + e.getStatus());
      }
    }
    return summary;
  }

  String verdict(Summary summary) {
    if (summary.reached()) {
      return "All %d workers are %s after %.1f s, each with the parachain's state root."
          .formatted(summary.workers().size(), options.until().orElseThrow(), summary.seconds());
    }
    long wrong = summary.workers().stream().filter(worker -> !worker.stateRootMatches()).count();
    return "Not all workers are %s after %.1f s: %s; %d without the parachain's state root."
        .formatted(
            options.until().orElseThrow(), summary.seconds(), summary.workersByState(), wrong);
  }

  private boolean isOver(Optional<Summary> summary) {
    return summary.isPresent()
        && (summary.get().reached() || elapsed().toSeconds() >= options.timeoutSeconds);
  }

  private Summary summary(Progress progress, WorkerStage goal) {
    return Summary.of(
        progress,
        progress.allIn(goal, options.workers),
        folder.kafkaBytes(),
        folder.tableBytes(),
        chain::rootAt);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }
}
