package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.table.WorkerChange;
import dev.runtimebridge.schemas.v1.WatchWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Predicate;

/** Streams of workers: first all as they are, then each change. */
public final class WorkerWatches {
  private final Tables tables;
  private final Queries queries;
  private final WatchPlaces places;
  private final int queue;

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
    var call = (ServerCallStreamObserver<WorkerView>) observer;
    if (!places.take(call)) {
      return;
    }
    Predicate<WorkerChange> wanted =
        request.hasPid() ? change -> change.concerns(new PoolId(request.getPid())) : change -> true;
    var stream = new WatchStream<WorkerView>(call, queue + tables.workers().size());
    Tables.Watch watch =
        tables.watch(
            change -> {
              if (wanted.test(change)) {
                stream.offer(queries.view(change.now()));
              }
            });
    stream.whenEnded(
        () -> {
          watch.end().run();
          places.leave();
        });
    stream.begin(
        watch.workers().stream()
            .filter(worker -> !request.hasPid() || worker.config().getPid() == request.getPid())
            .map((Worker worker) -> queries.view(worker))
            .toList());
  }
}
