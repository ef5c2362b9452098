package dev.runtimebridge.lifecycle.alert;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.domain.Advice;
import dev.runtimebridge.lifecycle.domain.CallWords;
import dev.runtimebridge.lifecycle.domain.FailureWords;
import dev.runtimebridge.lifecycle.domain.PublishedHeights;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.table.Transaction;
import dev.runtimebridge.lifecycle.table.WorkerOnsets;
import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.FailureKind;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.TransactionStep;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What may be wrong with a worker. A worker that is disabled is left alone. */
final class WorkerSymptoms {
  /** Stages that a worker is to leave again soon. */
  private static final Set<WorkerStage> IN_PASSING =
      EnumSet.of(
          WorkerStage.STARTING,
          WorkerStage.INITIALIZING,
          WorkerStage.LOADING_STATE,
          WorkerStage.REGISTERING,
          WorkerStage.BENCHMARKING,
          WorkerStage.ADDING_TO_POOL,
          WorkerStage.STARTING_COMPUTE,
          WorkerStage.STOPPING,
          WorkerStage.RECLAIMING,
          WorkerStage.LEAVING_POOL,
          WorkerStage.KICKED);

  private static final Set<WorkerStage> BEFORE_THE_TIP =
      EnumSet.of(
          WorkerStage.STARTING,
          WorkerStage.INITIALIZING,
          WorkerStage.LOADING_STATE,
          WorkerStage.SYNCING);

  private final Situation situation;
  private final PublishedHeights published;
  private final int mostBehind;
  private final Instant stuckIfSince;

  WorkerSymptoms(Situation situation, AlertSettings settings) {
    this.situation = situation;
    this.published = situation.tables().chain().published();
    this.mostBehind = settings.of(Rule.WORKER_LAGGING).threshold();
    this.stuckIfSince = situation.now().minus(settings.of(Rule.WORKER_STUCK).holdsFor());
  }

  void find(Worker worker, Consumer<Symptom> found) {
    WorkerStage stage = worker.state().getStage();
    if (stage == WorkerStage.DISABLED || stage == WorkerStage.REMOVED) {
      return;
    }
    WorkerOnsets onsets = situation.tables().onsets().of(worker.id());
    unresponsive(worker, onsets).ifPresent(found);
    unreachable(worker, onsets).ifPresent(found);
    stuck(worker, onsets).ifPresent(found);
    lagging(worker).ifPresent(found);
    waiting(worker, onsets).ifPresent(found);
  }

  private static Optional<Symptom> unresponsive(Worker worker, WorkerOnsets onsets) {
    WorkerState state = worker.state();
    boolean holds =
        state.getStage() == WorkerStage.UNRESPONSIVE
            || state.getFacts().getSession().getState() == SessionState.SESSION_WORKER_UNRESPONSIVE;
    return !holds
        ? Optional.empty()
        : Optional.of(
            Symptom.of(
                Rule.WORKER_UNRESPONSIVE,
                worker,
                onsets.unresponsive().orElseGet(() -> instant(state.getStageSince())),
                "%s is unresponsive on the chain".formatted(worker.name()),
                ""));
  }

  private static Optional<Symptom> unreachable(Worker worker, WorkerOnsets onsets) {
    WorkerState state = worker.state();
    return !state.hasRetry() || !WorkerOnsets.isNoAnswer(state.getRetry().getKind())
        ? Optional.empty()
        : Optional.of(
            Symptom.of(
                Rule.WORKER_UNREACHABLE,
                worker,
                onsets.unreachable().orElseGet(() -> lastHeardOf(state)),
                "%s does not answer at %s: %s"
                    .formatted(
                        worker.name(),
                        worker.config().getEndpoint(),
                        Line.of(state.getRetry().getMessage())),
                ""));
  }

  private Optional<Symptom> stuck(Worker worker, WorkerOnsets onsets) {
    WorkerState state = worker.state();
    if (state.hasRetry()) {
      FailureKind kind = state.getRetry().getKind();
      return WorkerOnsets.isNoAnswer(kind) || kind == FailureKind.LOG_UNAVAILABLE
          ? Optional.empty()
          : stuck(
              worker,
              onsets.failing().orElseGet(() -> lastHeardOf(state)),
              "its requests fail: " + Line.of(state.getRetry().getMessage()));
    }
    if (state.getDriver().isEmpty()) {
      return stuck(worker, instant(state.getStageSince()), "no syncer has taken it up");
    }
    if (state.getStage() == WorkerStage.SYNCING && isBehind(state)) {
      Instant moved = situation.tables().onsets().movedAt(worker.id()).orElse(Instant.EPOCH);
      return stuck(
          worker, later(moved, instant(state.getStageSince())), "its heights do not go on");
    }
    boolean waits = !state.getWaitingForOperator().isEmpty() || callThatWaits(worker).isPresent();
    return IN_PASSING.contains(state.getStage()) && !waits
        ? stuck(
            worker,
            instant(state.getStageSince()),
            "it stays at %s%s"
                .formatted(
                    Words.stage(state.getStage()),
                    state.getStageReason().isEmpty() ? "" : ": " + Line.of(state.getStageReason())))
        : Optional.empty();
  }

  /** Every worker has stood still for a while; that it went on shows in when it began. */
  private Optional<Symptom> stuck(Worker worker, Instant since, String why) {
    return since.isAfter(stuckIfSince)
        ? Optional.empty()
        : Optional.of(
            Symptom.of(
                Rule.WORKER_STUCK,
                worker,
                since,
                "%s is stuck: %s".formatted(worker.name(), why),
                ""));
  }

  private boolean isBehind(WorkerState state) {
    SyncHeights heights = state.getProgress().getFacts().getHeights();
    return published.paraBehind(heights) > 0 || published.relayBehind(heights) > 0;
  }

  /** A worker on its first way to the tip is behind for days, and nothing is wrong with that. */
  private Optional<Symptom> lagging(Worker worker) {
    WorkerState state = worker.state();
    boolean wasAtTip = !BEFORE_THE_TIP.contains(state.getStage()) || state.getFacts().hasSession();
    if (!wasAtTip || !state.hasProgress()) {
      return Optional.empty();
    }
    SyncHeights heights = state.getProgress().getFacts().getHeights();
    if (published.paraBehind(heights) <= mostBehind) {
      return Optional.empty();
    }
    long firstMissed = Integer.toUnsignedLong(heights.getNextParaBlock()) + mostBehind;
    Instant since =
        situation.tables().onsets().publishedAt(Chain.PARA, firstMissed).orElse(situation.now());
    return Optional.of(
        Symptom.of(
            Rule.WORKER_LAGGING,
            worker,
            since,
            "%s is more than %d parachain blocks behind the log"
                .formatted(worker.name(), mostBehind),
            ""));
  }

  private Optional<Symptom> waiting(Worker worker, WorkerOnsets onsets) {
    WorkerState state = worker.state();
    if (!state.getWaitingForOperator().isEmpty()) {
      return Optional.of(
          Symptom.of(
              Rule.WORKER_WAITS_FOR_OPERATOR,
              worker,
              onsets.waiting().orElseGet(() -> instant(state.getStageSince())),
              "%s waits for you: %s"
                  .formatted(worker.name(), Line.of(state.getWaitingForOperator())),
              state.hasLastFailure() ? Advice.of(state.getLastFailure()) : ""));
    }
    return callThatWaits(worker)
        .map(
            call ->
                Symptom.of(
                    Rule.WORKER_WAITS_FOR_OPERATOR,
                    worker,
                    waitsSince(call),
                    "%s does not go on: %s"
                        .formatted(
                            CallWords.description(call.request().getCall(), worker.name()),
                            Line.of(FailureWords.text(call.progress().getFailure()))),
                    Advice.of(call.progress().getFailure())));
  }

  private Optional<Transaction> callThatWaits(Worker worker) {
    String request = worker.state().getCall().getRequestId();
    return request.isEmpty()
        ? Optional.empty()
        : situation
            .tables()
            .transactions()
            .get(request)
            .filter(call -> !call.ended() && call.progress().hasFailure());
  }

  /** The first of the steps in a row, up to the newest, that say so. */
  private static Instant waitsSince(Transaction call) {
    List<TransactionStep> steps = call.progress().getHistoryList();
    Timestamp since = call.progress().getUpdated();
    for (int i = steps.size() - 1; i >= 0 && steps.get(i).getText().startsWith("waits: "); i--) {
      since = steps.get(i).getTime();
    }
    return instant(since);
  }

  private static Instant lastHeardOf(WorkerState state) {
    Instant stage = instant(state.getStageSince());
    return state.hasProgress() ? later(instant(state.getProgress().getSeen()), stage) : stage;
  }

  private static Instant later(Instant one, Instant other) {
    return Stream.of(one, other).max(Instant::compareTo).orElseThrow();
  }

  static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
