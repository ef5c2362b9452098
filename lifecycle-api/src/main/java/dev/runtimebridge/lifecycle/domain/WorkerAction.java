package dev.runtimebridge.lifecycle.domain;

import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.DeleteWorker;
import dev.runtimebridge.schemas.v1.RestartWorker;
import dev.runtimebridge.schemas.v1.StartWorker;
import dev.runtimebridge.schemas.v1.StopWorker;
import dev.runtimebridge.schemas.v1.UpdateEndpoints;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What can be asked of a worker, one or many alike.
 *
 * @param content writes it into a command
 */
public record WorkerAction(UnaryOperator<WorkerCommandRecord.Builder> content) {
  /** Lets a worker's session run. */
  public static final WorkerAction START =
      new WorkerAction(it -> it.setStartWorker(StartWorker.getDefaultInstance()));

  /** Ends a worker's session. */
  public static final WorkerAction STOP =
      new WorkerAction(it -> it.setStopWorker(StopWorker.getDefaultInstance()));

  /** Begins a worker's session again. */
  public static final WorkerAction RESTART =
      new WorkerAction(it -> it.setRestartWorker(RestartWorker.getDefaultInstance()));

  /** Deletes a worker. */
  public static final WorkerAction DELETE =
      new WorkerAction(it -> it.setDeleteWorker(DeleteWorker.getDefaultInstance()));

  private static final int MOST_ENDPOINTS = 16;
  private static final String ENDPOINTS = "update_endpoints.endpoints";

  /** The action of a request, if it is complete. */
  public static Checked<WorkerAction> of(ActOnWorkersRequest request) {
    return switch (request.getActionCase()) {
      case START -> Checked.valid(START);
      case STOP -> Checked.valid(STOP);
      case RESTART -> Checked.valid(RESTART);
      case DELETE -> Checked.valid(DELETE);
      case START_COMPUTING -> valid(it -> it.setStartWorkerComputing(request.getStartComputing()));
      case STOP_COMPUTING -> valid(it -> it.setStopWorkerComputing(request.getStopComputing()));
      case LEAVE_POOL -> valid(it -> it.setLeavePool(request.getLeavePool()));
      case FORCE_REGISTER -> valid(it -> it.setForceRegister(request.getForceRegister()));
      case UPDATE_ENDPOINTS -> endpoints(request.getUpdateEndpoints());
      case TAKE_CHECKPOINT -> valid(it -> it.setTakeCheckpoint(request.getTakeCheckpoint()));
      case KICK -> valid(it -> it.setKickWorker(request.getKick()));
      case ACTION_NOT_SET ->
          Checked.<WorkerAction>invalid(
                  "action is missing: expected one, for example start_computing")
              .at("action");
    };
  }

  private static Checked<WorkerAction> endpoints(UpdateEndpoints update) {
    List<String> endpoints = update.getEndpointsList();
    if (endpoints.isEmpty() || endpoints.size() > MOST_ENDPOINTS) {
      return Checked.<WorkerAction>invalid(
              "endpoints has %d addresses: expected 1 to %d"
                  .formatted(endpoints.size(), MOST_ENDPOINTS))
          .at(ENDPOINTS);
    }
    List<Checked<?>> parts = new ArrayList<>();
    for (int i = 0; i < endpoints.size(); i++) {
      parts.add(WorkerEndpoint.parse(endpoints.get(i)).at(ENDPOINTS + "[%d]".formatted(i)));
    }
    return Checked.all(new WorkerAction(it -> it.setUpdateEndpoints(update)), parts);
  }

  private static Checked<WorkerAction> valid(UnaryOperator<WorkerCommandRecord.Builder> content) {
    return Checked.valid(new WorkerAction(content));
  }
}
