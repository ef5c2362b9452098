package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.schemas.v1.ActOnWorkersResponse;
import dev.runtimebridge.schemas.v1.ActionResult;
import dev.runtimebridge.schemas.v1.FieldFault;
import dev.runtimebridge.schemas.v1.RejectionReason;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Does many things at once, each with its own result. All calls together take no more than so many
 * at once, so that commands of other callers find a place.
 */
public final class Batch {
  /** Items of one call. */
  static final int MOST = 10_000;

  private final Semaphore places;

  /**
   * Batches of all calls.
   *
   * @param atOnce how many commands of batches may be under way
   */
  public Batch(int atOnce) {
    this.places = new Semaphore(atOnce);
  }

  /**
   * One thing to be done.
   *
   * @param worker who it is about
   * @param action does it; called on a thread of its own
   */
  record Item(WorkerRef worker, Supplier<Checked<WorkerView>> action) {}

  /** Whether a call has as many items as it may. */
  static Checked<Integer> size(String field, int items) {
    return items >= 1 && items <= MOST
        ? Checked.valid(items)
        : Checked.<Integer>invalid(
                "%s has %d items: expected 1 to %d in one call".formatted(field, items, MOST))
            .at(field);
  }

  /** Does all, and tells for each what came of it. Blocks until all is done. */
  ActOnWorkersResponse run(List<Item> items) {
    Context caller = Context.current();
    var response = ActOnWorkersResponse.newBuilder();
    List<Future<ActionResult>> running = new ArrayList<>(items.size());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Item item : items) {
        places.acquire();
        Callable<ActionResult> one =
            () -> {
              try {
                return one(item, caller);
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

  private static ActionResult one(Item item, Context caller) {
    var result = ActionResult.newBuilder().setWorker(item.worker());
    if (caller.isCancelled()) {
      return result.setMessage("the caller has gone: nothing was asked of this worker").build();
    }
    return switch (item.action().get()) {
      case Checked.Valid<WorkerView>(WorkerView view) -> result.setView(view).build();
      case Checked.Refused<WorkerView>(Refusal refusal) -> refused(result, refusal);
    };
  }

  private static ActionResult refused(ActionResult.Builder result, Refusal refusal) {
    for (Refusal.Fault fault : refusal.faults()) {
      result.addFaults(
          FieldFault.newBuilder().setField(fault.field()).setMessage(fault.sentence()));
    }
    return result
        .setReason(reason(refusal))
        .setMessage(refusal.sentence())
        .setError(refusal.reason().name())
        .build();
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
          TOO_MANY_TASKS,
          TOO_MANY_WORKERS,
          NO_MACHINES,
          TOO_MANY_MACHINES,
          STAKE_TOO_LARGE,
          WEIGHT_OVERFLOW,
          BUDGET_BELOW_MINIMUM,
          CHANCE_OUT_OF_RANGE,
          NOT_SIGNED_IN,
          NOT_ALLOWED ->
          RejectionReason.REJECTION_REASON_UNSPECIFIED;
    };
  }
}
