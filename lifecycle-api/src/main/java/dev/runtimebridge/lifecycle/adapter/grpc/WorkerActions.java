package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.command.CommandGateway;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.PoolRules;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.WorkerAction;
import dev.runtimebridge.lifecycle.domain.WorkerRules;
import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.ActOnWorkersResponse;
import dev.runtimebridge.schemas.v1.ActionResult;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.RejectionReason;
import dev.runtimebridge.schemas.v1.WorkerRef;
import io.grpc.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * One action on many workers: some at a time, each with its own result. All calls together take no
 * more than so many at once, so that commands of other callers find a place.
 */
public final class WorkerActions {
  private static final int MOST_WORKERS = 10_000;

  private final Tables tables;
  private final WorkerRules workers;
  private final PoolRules pools;
  private final CommandGateway gateway;
  private final Queries queries;
  private final Semaphore places;

  /**
   * Actions over the workers of the tables.
   *
   * @param atOnce how many commands of actions may be under way
   */
  public WorkerActions(Tables tables, CommandGateway gateway, Queries queries, int atOnce) {
    this.tables = tables;
    this.workers = new WorkerRules(tables);
    this.pools = new PoolRules(tables);
    this.gateway = gateway;
    this.queries = queries;
    this.places = new Semaphore(atOnce);
  }

  /** Does what is asked, and tells for each worker what came of it. Blocks until all is done. */
  Checked<ActOnWorkersResponse> act(String issuedBy, ActOnWorkersRequest request) {
    return WorkerAction.of(request)
        .then(action -> chosen(request).map(refs -> each(issuedBy, refs, action)));
  }

  private Checked<List<WorkerRef>> chosen(ActOnWorkersRequest request) {
    if (request.hasPid() == (request.getWorkersCount() > 0)) {
      return Checked.refused(
          Refusal.Reason.INVALID_VALUE,
          request.hasPid()
              ? "workers and pid are both given: expected workers, or the pid of a pool for all of its workers"
              : "workers is empty: expected 1 to %d, or pid for all workers of a pool"
                  .formatted(MOST_WORKERS));
    }
    Checked<List<WorkerRef>> refs =
        request.hasPid()
            ? pools.existing(request.getPid()).map(pool -> workersOf(pool.id()))
            : Checked.valid(request.getWorkersList());
    return refs.then(
        list ->
            list.size() > MOST_WORKERS
                ? Checked.refused(
                    Refusal.Reason.INVALID_VALUE,
                    "%d workers are meant: expected at most %d in one call"
                        .formatted(list.size(), MOST_WORKERS))
                : Checked.valid(list));
  }

  private List<WorkerRef> workersOf(PoolId pool) {
    return tables.workers().all().stream()
        .filter(worker -> worker.pool().equals(pool))
        .map(worker -> WorkerRef.newBuilder().setName(worker.name()).build())
        .toList();
  }

  private ActOnWorkersResponse each(String issuedBy, List<WorkerRef> refs, WorkerAction action) {
    Context caller = Context.current();
    var response = ActOnWorkersResponse.newBuilder();
    List<Future<ActionResult>> running = new ArrayList<>(refs.size());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (WorkerRef ref : refs) {
        places.acquire();
        Callable<ActionResult> one =
            () -> {
              try {
                return one(issuedBy, ref, action, caller);
              } finally {
                places.release();
              }
            };
        running.add(executor.submit(one));
      }
      for (Future<ActionResult> result : running) {
        response.addResults(result.get());
      }
      return response.build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the API is stopping", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an action on a worker failed", e.getCause());
    }
  }

  private ActionResult one(String issuedBy, WorkerRef ref, WorkerAction action, Context caller) {
    var result = ActionResult.newBuilder().setWorker(ref);
    if (caller.isCancelled()) {
      return result.setMessage("the caller has gone: nothing was asked of this worker").build();
    }
    Checked<AggregateStateRecord> state = gateway.execute(issuedBy, () -> workers.act(ref, action));
    return switch (state) {
      case Checked.Valid<AggregateStateRecord>(AggregateStateRecord now) ->
          result.setView(queries.workerAfter(now)).build();
      case Checked.Refused<AggregateStateRecord>(Refusal refusal) ->
          result.setReason(reason(refusal)).setMessage(refusal.sentence()).build();
    };
  }

  /** What was not decided at all has no reason, only its message and the error's name. */
  private static RejectionReason reason(Refusal refusal) {
    return switch (refusal.reason()) {
      case INVALID_VALUE -> RejectionReason.INVALID_VALUE;
      case NOT_FOUND -> RejectionReason.NOT_FOUND;
      case ALREADY_EXISTS -> RejectionReason.ALREADY_EXISTS;
      case POOL_NOT_EMPTY -> RejectionReason.POOL_NOT_EMPTY;
      case NOT_ENABLED -> RejectionReason.NOT_ENABLED;
      case NOT_POSSIBLE_NOW -> RejectionReason.NOT_POSSIBLE_NOW;
      case STALE_VERSION -> RejectionReason.STALE_VERSION;
      case INTERNAL_ERROR -> RejectionReason.INTERNAL_ERROR;
      case IDEMPOTENCY_KEY_REUSED,
          RESUME_TOKEN_TOO_OLD,
          WATCH_TOO_SLOW,
          TIMED_OUT,
          UNAVAILABLE,
          TOO_MUCH,
          NOT_SIGNED_IN,
          NOT_ALLOWED ->
          RejectionReason.REJECTION_REASON_UNSPECIFIED;
    };
  }
}
