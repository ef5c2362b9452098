package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Trouble;
import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Waits until workers are where they are wanted; a mixin of commands that make workers. */
final class Arrival {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration TELL_EVERY = Duration.ofSeconds(10);
  private static final int SHOWN = 10;

  @Option(
      names = "--wait",
      paramLabel = "STAGE",
      converter = StageConverter.class,
      description = "Wait until all of them are at this stage, such as computing or at-tip.")
  @Nullable WorkerStage stage;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "1800",
      description = "With --wait: no longer than this; default ${DEFAULT-VALUE}.")
  int seconds = 1800;

  /** Returns at once where nothing is waited for. */
  void await(Ctl ctl, Connection api, Set<String> names) {
    if (stage == null) {
      return;
    }
    long started = System.nanoTime();
    List<WorkerView> workers;
    try (ProgressBar line = ctl.progress("", 0)) {
      workers = watch(ctl, api, names, line, started);
    }
    if (!arrived(workers, names)) {
      throw CtlFailure.late(late(workers, names.size()));
    }
    ctl.err()
        .println(
            "all %s are %s after %.1f s"
                .formatted(
                    Words.count(names.size(), "worker"),
                    Words.stage(stage),
                    (System.nanoTime() - started) / 1e9));
  }

  /** The workers as they were seen last: all there, or too late. */
  private List<WorkerView> watch(
      Ctl ctl, Connection api, Set<String> names, ProgressBar line, long started) {
    List<WorkerView> workers = List.of();
    long told = started - TELL_EVERY.toNanos();
    do {
      try {
        workers = workers(api, names);
        String now = words(workers, Duration.ofNanos(System.nanoTime() - started));
        line.say(now);
        if (!ctl.secrets().isAsked() && System.nanoTime() - told >= TELL_EVERY.toNanos()) {
          told = System.nanoTime();
          ctl.err().println(now);
        }
      } catch (StatusRuntimeException e) {
        // A bridge that is being restarted answers again soon; any other refusal stays one.
        if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
          throw e;
        }
      }
    } while (!arrived(workers, names)
        && System.nanoTime() - started < Duration.ofSeconds(seconds).toNanos()
        && slept());
    return workers;
  }

  private boolean arrived(List<WorkerView> workers, Set<String> names) {
    return workers.size() == names.size()
        && workers.stream().allMatch(worker -> worker.getState().getStage() == stage);
  }

  private String late(List<WorkerView> workers, int all) {
    List<WorkerView> missing =
        workers.stream().filter(worker -> worker.getState().getStage() != stage).toList();
    String lines =
        missing.stream()
            .limit(SHOWN)
            .map(
                worker ->
                    "  %s is %s%s"
                        .formatted(
                            worker.getState().getConfig().getName(),
                            Words.stage(worker.getState().getStage()),
                            trouble(worker)))
            .collect(Collectors.joining("\n"));
    return "%d of %s are not there after %d s:\n%s%s"
        .formatted(
            all - workers.size() + missing.size(),
            Words.count(all, "worker"),
            seconds,
            lines,
            missing.size() > SHOWN ? "\n  and %d more".formatted(missing.size() - SHOWN) : "");
  }

  private static String trouble(WorkerView worker) {
    String trouble = Trouble.of(worker, Instant.now());
    return trouble.isEmpty() ? "" : ": " + trouble;
  }

  private static List<WorkerView> workers(Connection api, Set<String> names) {
    return Pages.workers(api, ListWorkersRequest.getDefaultInstance()).getWorkersList().stream()
        .filter(worker -> names.contains(worker.getState().getConfig().getName()))
        .toList();
  }

  private static String words(List<WorkerView> workers, Duration time) {
    Map<WorkerStage, Integer> stages = new TreeMap<>();
    workers.forEach(worker -> stages.merge(worker.getState().getStage(), 1, Integer::sum));
    long troubled = workers.stream().filter(worker -> !trouble(worker).isEmpty()).count();
    return "%4d s  %s%s"
        .formatted(
            time.toSeconds(),
            stages.entrySet().stream()
                .map(entry -> entry.getValue() + " " + Words.stage(entry.getKey()))
                .collect(Collectors.joining(", ")),
            troubled == 0 ? "" : "; %d with trouble".formatted(troubled));
  }

  private static boolean slept() {
    try {
      Thread.sleep(LOOK_EVERY);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
