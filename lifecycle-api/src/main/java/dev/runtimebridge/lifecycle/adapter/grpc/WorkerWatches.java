package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.adapter.status.RefusalStatus;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.table.LogPosition;
import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.table.WatchedWorkers;
import dev.runtimebridge.lifecycle.table.WorkerChange;
import dev.runtimebridge.lifecycle.table.WorkerFields;
import dev.runtimebridge.schemas.v1.WatchWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Streams of workers: first all as they are, or what a watcher has missed, then each change. */
public final class WorkerWatches {
  private final Tables tables;
  private final Queries queries;
  private final WatchPlaces places;
  private final int queue;
  private final AtomicReference<@Nullable Shown> newest = new AtomicReference<>();

  /**
   * Watches over the tables.
   *
   * @param queue how many changes a watcher may be late beyond what it began with
   */
  public WorkerWatches(Tables tables, Queries queries, WatchPlaces places, int queue) {
    this.tables = tables;
    this.queries = queries;
    this.places = places;
    this.queue = queue;
  }

  void begin(WatchWorkersRequest request, StreamObserver<WorkerView> observer) {
    switch (WorkerFields.of(request.getFieldsList())) {
      case Checked.Refused<WorkerFields>(Refusal refusal) ->
          observer.onError(RefusalStatus.exception(refusal));
      case Checked.Valid<WorkerFields>(WorkerFields fields) ->
          begin(request, fields, (ServerCallStreamObserver<WorkerView>) observer);
    }
  }

  private void begin(
      WatchWorkersRequest request, WorkerFields fields, ServerCallStreamObserver<WorkerView> call) {
    Checked<Optional<LogPosition>> since =
        request.getResumeToken().isEmpty()
            ? Checked.valid(Optional.empty())
            : LogPosition.parse(request.getResumeToken()).map(Optional::of);
    if (!places.take(call)) {
      return;
    }
    var stream = new WatchStream<WorkerView>(call, queue + tables.workers().size());
    Predicate<WorkerChange> wanted =
        request.hasPid() ? change -> change.concerns(new PoolId(request.getPid())) : change -> true;
    Consumer<WorkerChange> watcher =
        change -> {
          if (wanted.test(change)) {
            stream.offer(fields.of(shown(change)));
          }
        };
    Checked<WatchedWorkers.Watch> begun =
        since
            .then(
                from ->
                    from.map(it -> tables.watched().watch(it, watcher))
                        .orElseGet(() -> Checked.valid(tables.watched().watch(watcher))))
            .at("resume_token");
    switch (begun) {
      case Checked.Refused<WatchedWorkers.Watch>(Refusal refusal) -> {
        stream.whenEnded(places::leave);
        stream.fail(refusal);
      }
      case Checked.Valid<WatchedWorkers.Watch>(WatchedWorkers.Watch watch) -> {
        stream.whenEnded(
            () -> {
              watch.end().run();
              places.leave();
            });
        stream.begin(standing(watch, fields, worker -> startsWith(request, worker)));
      }
    }
  }

  /**
   * A watcher that resumes also gets workers of other pools: they may have been in this one when it
   * last looked.
   */
  private static boolean startsWith(WatchWorkersRequest request, Worker worker) {
    return !request.hasPid()
        || !request.getResumeToken().isEmpty()
        || worker.config().getPid() == request.getPid();
  }

  /** What stands; the last of it tells where to go on. */
  private List<WorkerView> standing(
      WatchedWorkers.Watch watch, WorkerFields fields, Predicate<Worker> wanted) {
    var views =
        new ArrayList<>(
            watch.workers().stream()
                .filter(wanted)
                .map(worker -> fields.of(queries.view(worker)))
                .toList());
    if (!views.isEmpty()) {
      views.set(
          views.size() - 1,
          views.getLast().toBuilder().setResumeToken(watch.position().token()).build());
    }
    return views;
  }

  /** A change as every watcher gets it: the tables tell all watchers of one before the next. */
  private WorkerView shown(WorkerChange change) {
    Shown last = newest.get();
    if (last != null && last.change().equals(change)) {
      return last.view();
    }
    WorkerView view =
        queries.view(change.now()).toBuilder().setResumeToken(change.position().token()).build();
    newest.set(new Shown(change, view));
    return view;
  }

  private record Shown(WorkerChange change, WorkerView view) {}
}
