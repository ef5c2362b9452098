package dev.runtimebridge.solo.demo;

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

  /** An answer of many workers takes long, and the bridge has other things to do. */
  private static final int PAUSE_PER_ANSWER = 10;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

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

  /** The summary once the goal is reached or given up; empty without a goal or an answer. */
  Optional<Summary> follow() throws InterruptedException {
    var table = new ProgressTable(System.out, Boolean.getBoolean(TERMINAL));
    Optional<Summary> summary = Optional.empty();
    boolean givenUp = false;
    Duration pause = REFRESH;
    while (!bridge.hasStopped() && !givenUp && !summary.map(Summary::reached).orElse(false)) {
      Thread.sleep(pause);
      givenUp = isLate();
      Duration asked = elapsed();
      try {
        Progress progress =
            new Progress(elapsed(), fleet.client().chainStatus(), fleet.client().workers());
        pause = pauseAfter(elapsed().minus(asked));
        table.show(progress);
        summary = summary(progress, givenUp);
      } catch (StatusRuntimeException e) {
        // The next round asks again; a bridge that stays silent ends by the timeout.
        System.err.println("the API did not answer: " + e.getMessage());
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

  private static Duration pauseAfter(Duration answer) {
    long millis = answer.multipliedBy(PAUSE_PER_ANSWER).toMillis();
    return Duration.ofMillis(Math.clamp(millis, REFRESH.toMillis(), LONGEST_PAUSE.toMillis()));
  }

  private boolean isLate() {
    return options.until().isPresent() && elapsed().toSeconds() >= options.timeoutSeconds;
  }

  /** Files are measured and the chain is asked only when there may be something to sum up. */
  private Optional<Summary> summary(Progress progress, boolean givenUp) {
    if (options.until().isEmpty()) {
      return Optional.empty();
    }
    boolean inState = progress.allAt(options.until().get(), options.simulation().workers());
    return inState || givenUp
        ? Optional.of(
            Summary.of(progress, inState, folder.kafkaBytes(), folder.tableBytes(), chain::rootAt))
        : Optional.empty();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }
}
