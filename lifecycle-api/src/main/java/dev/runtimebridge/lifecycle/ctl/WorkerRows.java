package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Trouble;
import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.RuntimeFacts;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Workers as rows of a table, and one worker on a page of its own. */
final class WorkerRows {
  static final List<String> HEADER =
      List.of(
          "NAME",
          "PID",
          "STAGE",
          "RELAY",
          "BEHIND",
          "PARA",
          "BEHIND",
          "STAKE",
          "ENDPOINT",
          "TROUBLE");
  private static final int[] STREAM_WIDTHS = {16, 5, 13, 9, 9, 9, 9, 8, 30, 0};
  private static final long MEBIBYTE = 1L << 20;

  private WorkerRows() {}

  static int[] streamWidths() {
    return STREAM_WIDTHS.clone();
  }

  static List<String> row(WorkerView worker) {
    WorkerState state = worker.getState();
    SyncHeights heights = state.getProgress().getFacts().getHeights();
    return List.of(
        state.getConfig().getName(),
        Long.toUnsignedString(state.getConfig().getPid()),
        Words.stage(state.getStage()),
        Words.reached(heights.getNextRelayHeader()),
        Integer.toUnsignedString(worker.getRelayBehind()),
        Words.reached(heights.getNextParaBlock()),
        Integer.toUnsignedString(worker.getParaBehind()),
        worker.getStakePha(),
        state.getConfig().getEndpoint(),
        Trouble.of(worker, Instant.now()));
  }

  /** Everything of one worker, a line for each thing. */
  static List<List<String>> page(WorkerView worker, Instant now) {
    WorkerState state = worker.getState();
    var lines = new ArrayList<>(WorkerLines.who(worker));
    lines.add(List.of("sync only", Words.yesNo(state.getConfig().getSyncOnly())));
    lines.add(List.of("gatekeeper", Words.yesNo(state.getConfig().getGatekeeper())));
    lines.add(
        List.of(
            "stage",
            "%s (%s)".formatted(WorkerLines.stage(state), Words.ago(state.getStageSince(), now))));
    lines.addAll(WorkerLines.why(worker, now));
    if (state.hasLastFailure() || worker.hasCallWaitsFor()) {
      lines.add(List.of("advice", Words.orDash(worker.getAdvice())));
    }
    lines.add(WorkerLines.wanted(state));
    lines.add(
        List.of(
            "on chain",
            worker.getSession().isEmpty()
                ? "no session"
                : "session %s, staked %s PHA"
                    .formatted(worker.getSession(), Words.orDash(worker.getStakedPha()))));
    lines.addAll(WorkerLines.driven(worker));
    if (state.hasProgress()) {
      runtime(lines, worker, now);
    } else {
      lines.add(List.of("pRuntime", "not seen yet"));
    }
    return lines;
  }

  private static void runtime(List<List<String>> lines, WorkerView worker, Instant now) {
    RuntimeFacts facts = worker.getState().getProgress().getFacts();
    SyncHeights heights = facts.getHeights();
    lines.add(
        List.of("relay chain", height(heights.getNextRelayHeader(), worker.getRelayBehind())));
    lines.add(List.of("para headers", Words.reached(heights.getNextParaHeader())));
    lines.add(List.of("para blocks", height(heights.getNextParaBlock(), worker.getParaBehind())));
    lines.add(List.of("state root", Words.orDash(facts.getStateRoot())));
    lines.add(
        List.of(
            "pRuntime",
            "version %s, git %s, seen %s"
                .formatted(
                    Words.orDash(facts.getVersion()),
                    Words.orDash(facts.getGitRevision()),
                    Words.ago(worker.getState().getProgress().getSeen(), now))));
    lines.add(List.of("initialized", Words.yesNo(facts.getInitialized())));
    lines.add(List.of("registered", Words.yesNo(facts.getRegistered())));
    lines.add(List.of("public key", Words.orDash(facts.getPublicKey())));
    lines.add(List.of("genesis", Words.orDash(facts.getGenesisBlockHash())));
    lines.add(
        List.of(
            "memory",
            "%d MiB, at most %d MiB so far"
                .formatted(
                    Long.divideUnsigned(facts.getMemoryUsedBytes(), MEBIBYTE),
                    Long.divideUnsigned(facts.getMemoryPeakBytes(), MEBIBYTE))));
    lines.add(
        List.of("messages", Long.toUnsignedString(facts.getPendingMessages()) + " to be sent"));
    if (facts.getDevMode()) {
      lines.add(List.of("mode", "development: no real enclave"));
    }
  }

  private static String height(int next, int behind) {
    return "%s, %s"
        .formatted(
            Words.reached(next),
            behind == 0 ? "nothing behind" : Integer.toUnsignedString(behind) + " behind the log");
  }
}
