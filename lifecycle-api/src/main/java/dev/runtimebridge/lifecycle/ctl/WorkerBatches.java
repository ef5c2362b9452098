package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.ActOnWorkersResponse;
import dev.runtimebridge.schemas.v1.ActionResult;
import dev.runtimebridge.schemas.v1.CreateWorkersRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Creates and changes many workers in one call, or one by one where the API is older than that. */
final class WorkerBatches {
  /** What ends a batch, too: it says nothing of one worker. */
  private static final Set<Status.Code> OF_ALL =
      EnumSet.of(
          Status.Code.UNAVAILABLE, Status.Code.PERMISSION_DENIED, Status.Code.UNAUTHENTICATED);

  private WorkerBatches() {}

  static ActOnWorkersResponse create(Connection api, CreateWorkersRequest batch) {
    return orEach(
        () -> api.lifecycle(Bulk.PATIENCE).createWorkers(batch),
        batch.getWorkersList(),
        worker -> WorkerRef.newBuilder().setName(worker.getName()).build(),
        worker ->
            api.lifecycle().createWorker(worker.toBuilder().setChange(batch.getChange()).build()));
  }

  static ActOnWorkersResponse update(Connection api, UpdateWorkersRequest batch) {
    return orEach(
        () -> api.lifecycle(Bulk.PATIENCE).updateWorkers(batch),
        batch.getWorkersList(),
        worker -> worker.getWorker(),
        worker ->
            api.lifecycle().updateWorker(worker.toBuilder().setChange(batch.getChange()).build()));
  }

  private static <T> ActOnWorkersResponse orEach(
      Supplier<ActOnWorkersResponse> batch,
      List<T> workers,
      Function<T, WorkerRef> ref,
      Function<T, WorkerView> one) {
    try {
      return batch.get();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
        throw e;
      }
    }
    var all = ActOnWorkersResponse.newBuilder();
    for (T worker : workers) {
      var result = ActionResult.newBuilder().setWorker(ref.apply(worker));
      try {
        result.setView(one.apply(worker));
      } catch (StatusRuntimeException e) {
        if (OF_ALL.contains(e.getStatus().getCode())) {
          throw e;
        }
        result.setMessage(String.valueOf(e.getStatus().getDescription()));
      }
      all.addResults(result);
    }
    return all.build();
  }
}
