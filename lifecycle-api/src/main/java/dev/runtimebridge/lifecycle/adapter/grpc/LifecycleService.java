package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.adapter.security.TokenGate;
import dev.runtimebridge.lifecycle.command.CommandGateway;
import dev.runtimebridge.lifecycle.command.OperatorRecords;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Command;
import dev.runtimebridge.lifecycle.domain.OperatorSecrets;
import dev.runtimebridge.lifecycle.domain.PoolRules;
import dev.runtimebridge.lifecycle.domain.WorkerAction;
import dev.runtimebridge.lifecycle.domain.WorkerRules;
import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.ActOnWorkersResponse;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.DeletePoolRequest;
import dev.runtimebridge.schemas.v1.GetPoolHistoryRequest;
import dev.runtimebridge.schemas.v1.GetPoolHistoryResponse;
import dev.runtimebridge.schemas.v1.GetPoolRequest;
import dev.runtimebridge.schemas.v1.GetWorkerHistoryRequest;
import dev.runtimebridge.schemas.v1.GetWorkerHistoryResponse;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import dev.runtimebridge.schemas.v1.ListPoolsResponse;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.ListWorkersResponse;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.RemovePoolOperatorRequest;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.WatchPoolsRequest;
import dev.runtimebridge.schemas.v1.WatchWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.function.Supplier;

/** Pools and workers. */
@GrpcService
public class LifecycleService extends LifecycleGrpc.LifecycleImplBase {
  private final CommandGateway gateway;
  private final PoolRules pools;
  private final WorkerRules workers;
  private final Queries queries;
  private final WorkerWatches watches;
  private final PoolWatches poolWatches;
  private final WorkerActions actions;
  private final OperatorSecrets secrets;

  LifecycleService(
      Tables tables,
      CommandGateway gateway,
      Queries queries,
      WorkerWatches watches,
      PoolWatches poolWatches,
      WorkerActions actions,
      OperatorSecrets secrets) {
    this.gateway = gateway;
    this.pools = new PoolRules(tables);
    this.workers = new WorkerRules(tables);
    this.queries = queries;
    this.watches = watches;
    this.poolWatches = poolWatches;
    this.actions = actions;
    this.secrets = secrets;
  }

  @Override
  public void createPool(CreatePoolRequest request, StreamObserver<PoolView> observer) {
    commandPool(observer, () -> pools.create(request));
  }

  @Override
  public void updatePool(UpdatePoolRequest request, StreamObserver<PoolView> observer) {
    commandPool(observer, () -> pools.update(request));
  }

  @Override
  public void deletePool(DeletePoolRequest request, StreamObserver<PoolView> observer) {
    commandPool(observer, () -> pools.delete(request.getPid()));
  }

  /** The secret is checked and sealed first, once, and only for a pool that is there. */
  @Override
  public void setPoolOperator(SetPoolOperatorRequest request, StreamObserver<PoolView> observer) {
    Answers.send(
        observer,
        () ->
            pools
                .existing(request.getPid())
                .then(pool -> secrets.seal(request))
                .map(OperatorRecords::of)
                .then(
                    operator ->
                        gateway.execute(
                            TokenGate.ROLE.get().text(),
                            () -> pools.setOperator(request.getPid(), operator)))
                .map(queries::poolAfter));
  }

  @Override
  public void removePoolOperator(
      RemovePoolOperatorRequest request, StreamObserver<PoolView> observer) {
    commandPool(observer, () -> pools.removeOperator(request.getPid()));
  }

  @Override
  public void getPool(GetPoolRequest request, StreamObserver<PoolView> observer) {
    Answers.send(observer, () -> pools.existing(request.getPid()).map(queries::view));
  }

  @Override
  public void listPools(ListPoolsRequest request, StreamObserver<ListPoolsResponse> observer) {
    Answers.send(observer, () -> queries.list(request));
  }

  @Override
  public void watchPools(WatchPoolsRequest request, StreamObserver<PoolView> observer) {
    poolWatches.begin(observer);
  }

  @Override
  public void createWorker(CreateWorkerRequest request, StreamObserver<WorkerView> observer) {
    commandWorker(observer, () -> workers.create(request));
  }

  @Override
  public void updateWorker(UpdateWorkerRequest request, StreamObserver<WorkerView> observer) {
    commandWorker(observer, () -> workers.update(request));
  }

  @Override
  public void deleteWorker(WorkerRef ref, StreamObserver<WorkerView> observer) {
    commandWorker(observer, () -> workers.act(ref, WorkerAction.DELETE));
  }

  @Override
  public void startWorker(WorkerRef ref, StreamObserver<WorkerView> observer) {
    commandWorker(observer, () -> workers.act(ref, WorkerAction.START));
  }

  @Override
  public void stopWorker(WorkerRef ref, StreamObserver<WorkerView> observer) {
    commandWorker(observer, () -> workers.act(ref, WorkerAction.STOP));
  }

  @Override
  public void restartWorker(WorkerRef ref, StreamObserver<WorkerView> observer) {
    commandWorker(observer, () -> workers.act(ref, WorkerAction.RESTART));
  }

  @Override
  public void actOnWorkers(
      ActOnWorkersRequest request, StreamObserver<ActOnWorkersResponse> observer) {
    String role = TokenGate.ROLE.get().text();
    Answers.send(observer, () -> actions.act(role, request));
  }

  @Override
  public void getWorker(WorkerRef ref, StreamObserver<WorkerView> observer) {
    Answers.send(observer, () -> workers.existing(ref).map(queries::view));
  }

  @Override
  public void listWorkers(
      ListWorkersRequest request, StreamObserver<ListWorkersResponse> observer) {
    Answers.send(observer, () -> queries.list(request));
  }

  @Override
  public void watchWorkers(WatchWorkersRequest request, StreamObserver<WorkerView> observer) {
    watches.begin(request, observer);
  }

  @Override
  public void getPoolHistory(
      GetPoolHistoryRequest request, StreamObserver<GetPoolHistoryResponse> observer) {
    Answers.send(observer, () -> queries.history(request));
  }

  @Override
  public void getWorkerHistory(
      GetWorkerHistoryRequest request, StreamObserver<GetWorkerHistoryResponse> observer) {
    Answers.send(observer, () -> queries.history(request));
  }

  private void commandPool(StreamObserver<PoolView> observer, Supplier<Checked<Command>> rule) {
    Answers.send(
        observer, () -> gateway.execute(TokenGate.ROLE.get().text(), rule).map(queries::poolAfter));
  }

  private void commandWorker(StreamObserver<WorkerView> observer, Supplier<Checked<Command>> rule) {
    Answers.send(
        observer,
        () -> gateway.execute(TokenGate.ROLE.get().text(), rule).map(queries::workerAfter));
  }
}
