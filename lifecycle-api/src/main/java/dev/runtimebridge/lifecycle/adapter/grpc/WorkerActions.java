package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.adapter.grpc.Batch.Item;
import dev.runtimebridge.lifecycle.domain.Change;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Duplicates;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.PoolRules;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.WorkerAction;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.domain.WorkerRules;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.ActOnWorkersResponse;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.CreateWorkersRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerRef;
import java.util.ArrayList;
import java.util.List;

/** What is asked of many workers in one call. */
public final class WorkerActions {
  private final Tables tables;
  private final WorkerRules workers;
  private final PoolRules pools;
  private final Changes changes;
  private final Batch batch;

  /** Actions over the workers of the tables. */
  public WorkerActions(Tables tables, Changes changes, Batch batch) {
    this.tables = tables;
    this.workers = new WorkerRules(tables);
    this.pools = new PoolRules(tables);
    this.changes = changes;
    this.batch = batch;
  }

  /** One action on each of many workers. */
  Checked<ActOnWorkersResponse> act(Change change, ActOnWorkersRequest request) {
    Checked<WorkerAction> action = WorkerAction.of(request);
    Checked<List<WorkerRef>> chosen = chosen(request);
    return Checked.all(request, List.of(action, chosen))
        .then(
            good ->
                action.then(
                    what -> chosen.map(refs -> batch.run(actions(change, good, refs, what)))));
  }

  /** Creates many workers. */
  Checked<ActOnWorkersResponse> create(Change change, CreateWorkersRequest request) {
    return Batch.size("workers", request.getWorkersCount())
        .map(
            size -> {
              var seen = new Duplicates();
              List<Item> items = new ArrayList<>(size);
              for (int i = 0; i < size; i++) {
                items.add(creation(change, i, request.getWorkers(i), seen));
              }
              return batch.run(items);
            });
  }

  /** Changes many workers. */
  Checked<ActOnWorkersResponse> update(Change change, UpdateWorkersRequest request) {
    return Batch.size("workers", request.getWorkersCount())
        .map(
            size -> {
              var seen = new Duplicates();
              List<Item> items = new ArrayList<>(size);
              for (int i = 0; i < size; i++) {
                items.add(update(change, i, request.getWorkers(i), seen));
              }
              return batch.run(items);
            });
  }

  private Item creation(Change change, int index, CreateWorkerRequest asked, Duplicates seen) {
    CreateWorkerRequest request = asked.toBuilder().clearChange().build();
    Checked<Integer> unique = seen.check(index, request);
    String path = path(index);
    return new Item(
        WorkerRef.newBuilder().setName(request.getName()).build(),
        () ->
            changes.worker(
                change.item(path),
                () ->
                    Checked.all(request, List.of(unique, workers.create(request)))
                        .then(workers::create)
                        .at(path)));
  }

  private Item update(Change change, int index, UpdateWorkerRequest request, Duplicates seen) {
    String worker =
        workers.identify(request.getWorker()) instanceof Checked.Valid<WorkerId>(WorkerId id)
            ? id.toString()
            : "";
    Checked<Integer> unique = seen.check(index, request, worker);
    String path = path(index);
    return new Item(
        request.getWorker(),
        () ->
            changes.worker(
                change.item(path),
                () ->
                    Checked.all(request, List.of(unique, workers.update(request)))
                        .then(workers::update)
                        .at(path)));
  }

  private List<Item> actions(
      Change change, ActOnWorkersRequest request, List<WorkerRef> refs, WorkerAction action) {
    List<Item> items = new ArrayList<>(refs.size());
    for (int i = 0; i < refs.size(); i++) {
      WorkerRef ref = refs.get(i);
      String path = path(i);
      // The workers of a pool may be others when the call is repeated.
      String place = request.hasPid() ? ref.getName() : path;
      items.add(
          new Item(
              ref.toBuilder().clearChange().build(),
              () -> changes.worker(change.item(place), () -> workers.act(ref, action).at(path))));
    }
    return items;
  }

  private Checked<List<WorkerRef>> chosen(ActOnWorkersRequest request) {
    if (request.hasPid() == (request.getWorkersCount() > 0)) {
      return Checked.<List<WorkerRef>>refused(
              Refusal.Reason.INVALID_VALUE,
              request.hasPid()
                  ? "workers and pid are both given: expected workers, or the pid of a pool for all of its workers"
                  : "workers is empty: expected 1 to %d, or pid for all workers of a pool"
                      .formatted(Batch.MOST))
          .at("workers");
    }
    Checked<List<WorkerRef>> refs =
        request.hasPid()
            ? pools.existing(request.getPid()).map(pool -> workersOf(pool.id()))
            : etags(request);
    return refs.then(
        list ->
            list.size() > Batch.MOST
                ? Checked.<List<WorkerRef>>refused(
                        Refusal.Reason.INVALID_VALUE,
                        "%d workers are meant: expected at most %d in one call"
                            .formatted(list.size(), Batch.MOST))
                    .at(request.hasPid() ? "pid" : "workers")
                : Checked.valid(list));
  }

  /** An etag of the call is that of the one worker; with more, each has its own. */
  private static Checked<List<WorkerRef>> etags(ActOnWorkersRequest request) {
    String etag = request.getChange().getEtag();
    List<WorkerRef> refs = request.getWorkersList();
    if (etag.isEmpty()) {
      return Checked.valid(refs);
    }
    if (refs.size() > 1) {
      return Checked.<List<WorkerRef>>invalid(
              "one etag is given for %d workers: give each worker its own in workers[i].change.etag"
                  .formatted(refs.size()))
          .at("change.etag");
    }
    WorkerRef.Builder only = refs.getFirst().toBuilder();
    only.getChangeBuilder().setEtag(etag);
    return Checked.valid(List.of(only.build()));
  }

  private List<WorkerRef> workersOf(PoolId pool) {
    return tables.workers().all().stream()
        .filter(worker -> worker.pool().equals(pool))
        .map(worker -> WorkerRef.newBuilder().setName(worker.name()).build())
        .toList();
  }

  private static String path(int index) {
    return "workers[%d]".formatted(index);
  }
}
