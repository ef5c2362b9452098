package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Trouble;
import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lines that every page of one worker has, whoever tells them: the API or the log alone. */
final class WorkerLines {
  private WorkerLines() {}

  /** Who it is. */
  static List<List<String>> who(WorkerView worker) {
    WorkerState state = worker.getState();
    return List.of(
        List.of("name", state.getConfig().getName()),
        List.of("id", worker.getId()),
        List.of("pool", Long.toUnsignedString(state.getConfig().getPid())),
        List.of("endpoint", state.getConfig().getEndpoint()),
        List.of("stake", Words.pha(state.getConfig().getStake())));
  }

  /** Where it is, and since when. */
  static String stage(WorkerState state) {
    return "%s since %s"
        .formatted(Words.stage(state.getStage()), Words.time(state.getStageSince()));
  }

  /** Why it is there, and all that is in its way. */
  static List<List<String>> why(WorkerView worker, Instant now) {
    var lines = new ArrayList<List<String>>();
    if (!worker.getState().getStageReason().isEmpty()) {
      lines.add(List.of("because", worker.getState().getStageReason()));
    }
    lines.addAll(Trouble.lines(worker, now));
    return lines;
  }

  /** What its operator wants of it. */
  static List<String> wanted(WorkerState state) {
    return List.of("is wanted", Words.target(state.getTarget()));
  }

  /** Who drives it, and how much has happened to it. */
  static List<List<String>> driven(WorkerView worker) {
    WorkerState state = worker.getState();
    String session =
        state.getDriver().isEmpty()
            ? "none yet"
            : "number %s, driven by %s"
                .formatted(Long.toUnsignedString(state.getEpoch()), state.getDriver());
    return List.of(
        List.of("session", session),
        List.of("events", Long.toUnsignedString(worker.getSequence())));
  }
}
