package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.syncer.domain.Command;
import dev.runtimebridge.syncer.domain.Input.Commanded;
import dev.runtimebridge.syncer.domain.PoolCommand;
import dev.runtimebridge.syncer.domain.WorkerCommand;
import java.util.Optional;

/** Commands, from Protobuf. */
final class CommandCodec {
  private CommandCodec() {}

  static Commanded read(WorkerCommandRecord from) {
    return new Commanded(from.getId(), Times.read(from.getTime()), command(from));
  }

  private static Command command(WorkerCommandRecord from) {
    return switch (from.getCommandCase()) {
      case CREATE_POOL ->
          new PoolCommand.CreatePool(ConfigCodec.read(from.getCreatePool().getConfig()));
      case UPDATE_POOL ->
          new PoolCommand.UpdatePool(
              ConfigCodec.read(from.getUpdatePool().getConfig()),
              from.getUpdatePool().hasExpected()
                  ? Optional.of(ConfigCodec.read(from.getUpdatePool().getExpected()))
                  : Optional.empty());
      case DELETE_POOL -> new PoolCommand.DeletePool();
      case CREATE_WORKER ->
          new WorkerCommand.CreateWorker(ConfigCodec.read(from.getCreateWorker().getConfig()));
      case UPDATE_WORKER ->
          new WorkerCommand.UpdateWorker(
              ConfigCodec.read(from.getUpdateWorker().getConfig()),
              from.getUpdateWorker().hasExpected()
                  ? Optional.of(ConfigCodec.read(from.getUpdateWorker().getExpected()))
                  : Optional.empty());
      case DELETE_WORKER -> new WorkerCommand.DeleteWorker();
      case START_WORKER -> new WorkerCommand.StartWorker();
      case STOP_WORKER -> new WorkerCommand.StopWorker();
      case RESTART_WORKER -> new WorkerCommand.RestartWorker();
      case SET_POOL_OPERATOR ->
          new PoolCommand.SetPoolOperator(
              ConfigCodec.read(from.getSetPoolOperator().getOperator()));
      case REMOVE_POOL_OPERATOR -> new PoolCommand.RemovePoolOperator();
      case START_WORKER_COMPUTING -> new WorkerCommand.StartWorkerComputing();
      case STOP_WORKER_COMPUTING -> new WorkerCommand.StopWorkerComputing();
      case LEAVE_POOL -> new WorkerCommand.LeavePool();
      case FORCE_REGISTER -> new WorkerCommand.ForceRegister();
      case UPDATE_ENDPOINTS ->
          new WorkerCommand.UpdateEndpoints(from.getUpdateEndpoints().getEndpointsList());
      case TAKE_CHECKPOINT -> new WorkerCommand.TakeCheckpoint();
      case KICK_WORKER -> new WorkerCommand.KickWorker();
      case COMMAND_NOT_SET ->
          throw new UnreadableRecord(
              "command %s asks for nothing that this version knows".formatted(from.getId()));
    };
  }
}
