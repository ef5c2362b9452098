package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.ActOnWorkersResponse;
import dev.runtimebridge.schemas.v1.ActionResult;
import dev.runtimebridge.schemas.v1.ChangeOptions;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** One thing done to many workers, some in each call, with a result for each. */
final class Bulk {
  /** Longest that one call may take. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int AT_ONCE = 100;
  private static final List<String> HEADER = List.of("WORKER", "STAGE", "RESULT");

  private final Ctl ctl;
  private final String title;

  /**
   * @param title what is done, as a person would ask for it
   */
  Bulk(Ctl ctl, String title) {
    this.ctl = ctl;
    this.title = title;
  }

  /** Calls with some items at a time, and puts all results together. */
  <T> ActOnWorkersResponse run(
      List<T> items, Change change, BiFunction<List<T>, ChangeOptions, ActOnWorkersResponse> call) {
    var all = ActOnWorkersResponse.newBuilder();
    try (ProgressBar bar = ctl.progress(title, items.size())) {
      for (int from = 0; from < items.size(); from += AT_ONCE) {
        bar.done(from);
        List<T> some = items.subList(from, Math.min(from + AT_ONCE, items.size()));
        String part = items.size() > AT_ONCE ? "." + from / AT_ONCE : "";
        all.addAllResults(call.apply(some, change.options(part)).getResultsList());
      }
    }
    return all.build();
  }

  /** Prints a line for each; ends the command if not all was done. */
  void report(Output output, ActOnWorkersResponse response) {
    output.list(response, HEADER, () -> response.getResultsList().stream().map(Bulk::row).toList());
    check(response.getResultsList());
  }

  /** Ends the command if not all was done. */
  static void check(List<ActionResult> results) {
    long refused = results.stream().filter(it -> !it.hasView()).count();
    if (refused == 0) {
      return;
    }
    String sentence =
        "%d of %s refused: see their lines"
            .formatted(
                refused, results.size() == 1 ? "1 worker was" : results.size() + " workers were");
    throw refused == results.size() ? CtlFailure.refused(sentence) : CtlFailure.partly(sentence);
  }

  private static List<String> row(ActionResult result) {
    return List.of(
        name(result),
        result.hasView() ? Words.stage(result.getView().getState().getStage()) : "-",
        result.hasView() ? outcome(result.getView()) : reason(result));
  }

  static String name(ActionResult result) {
    WorkerRef asked = result.getWorker();
    String named = result.getView().getState().getConfig().getName();
    if (!named.isEmpty()) {
      return named;
    }
    return asked.hasName() ? asked.getName() : asked.getId();
  }

  static String reason(ActionResult result) {
    var faults = new ArrayList<String>();
    result
        .getFaultsList()
        .forEach(fault -> faults.add(fault.getField() + ": " + fault.getMessage()));
    return faults.size() > 1 ? String.join("; ", faults) : result.getMessage();
  }

  static String outcome(WorkerView view) {
    return view.getWouldCount() == 0 ? "done" : "would: " + String.join(" ", view.getWouldList());
  }
}
