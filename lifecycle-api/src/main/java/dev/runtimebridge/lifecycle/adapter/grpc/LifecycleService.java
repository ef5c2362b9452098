package dev.runtimebridge.lifecycle.adapter.grpc;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.lifecycle.adapter.security.TokenGate;
import dev.runtimebridge.lifecycle.command.OperatorRecords;
import dev.runtimebridge.lifecycle.domain.Change;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Command;
import dev.runtimebridge.lifecycle.domain.OperatorSecrets;
import dev.runtimebridge.lifecycle.domain.PoolRules;
import dev.runtimebridge.lifecycle.domain.WorkerAction;
import dev.runtimebridge.lifecycle.domain.WorkerRules;
import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.lifecycle.table.StakePlans;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.ActOnWorkersResponse;
import dev.runtimebridge.schemas.v1.ChangeOptions;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.CreateWorkersRequest;
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
import dev.runtimebridge.schemas.v1.PlanStakesRequest;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.RemovePoolOperatorRequest;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.schemas.v1.StakePlan;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkersRequest;
import dev.runtimebridge.schemas.v1.WatchPoolsRequest;
import dev.runtimebridge.schemas.v1.WatchWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerExplanation;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.time.Instant;
import java.util.function.Supplier;

/** Pools and workers. */
@GrpcService
public class LifecycleService extends LifecycleGrpc.LifecycleImplBase {
  private final Changes changes;
  private final PoolRules pools;
  private final WorkerRules workers;
  private final Queries queries;
  private final WorkerWatches watches;
  private final PoolWatches poolWatches;
  private final WorkerActions actions;
  private final OperatorSecrets secrets;
  private final StakePlans plans;

  LifecycleService(
      Tables tables,
      Changes changes,
      Queries queries,
      WorkerWatches watches,
      PoolWatches poolWatches,
      WorkerActions actions,
      OperatorSecrets secrets) {
    this.changes = changes;
    this.pools = new PoolRules(tables);
    this.workers = new WorkerRules(tables);
    this.queries = queries;
    this.watches = watches;
    this.poolWatches = poolWatches;
    this.actions = actions;
    this.secrets = secrets;
    this.plans = new StakePlans(tables);
  }

  @Override
  public void createPool(CreatePoolRequest request, StreamObserver<PoolView> observer) {
    changePool(
        observer,
        asked(request.getChange(), "CreatePool", request.toBuilder().clearChange().build()),
        () -> pools.create(request));
  }

  @Override
  public void updatePool(UpdatePoolRequest request, StreamObserver<PoolView> observer) {
    changePool(
        observer,
        asked(request.getChange(), "UpdatePool", request.toBuilder().clearChange().build()),
        () -> pools.update(request));
  }

  @Override
  public void deletePool(DeletePoolRequest request, StreamObserver<PoolView> observer) {
    changePool(
        observer,
        asked(request.getChange(), "DeletePool", request.toBuilder().clearChange().build()),
        () -> pools.delete(request));
  }

  /** The secret is checked and sealed first, once, and only for a pool that is there. */
  @Override
  public void setPoolOperator(SetPoolOperatorRequest request, StreamObserver<PoolView> observer) {
    String role = TokenGate.ROLE.get().text();
    Answers.send(
        observer,
        () ->
            pools
                .existing(request.getPid())
                .then(pool -> secrets.seal(request))
                .map(OperatorRecords::of)
                .then(operator -> setOperator(role, request, operator)));
  }

  /** A secret is not even hashed: the account that it belongs to stands for it. */
  private Checked<PoolView> setOperator(
      String role, SetPoolOperatorRequest request, PoolOperator operator) {
    var content =
        request.toBuilder()
            .clearChange()
            .clearSecret()
            .setExpectedAccount(operator.getAccount().toStringUtf8())
            .build();
    return Changes.asked(role, request.getChange(), "SetPoolOperator", content)
        .then(change -> changes.pool(change, () -> pools.setOperator(request, operator)));
  }

  @Override
  public void removePoolOperator(
      RemovePoolOperatorRequest request, StreamObserver<PoolView> observer) {
    changePool(
        observer,
        asked(request.getChange(), "RemovePoolOperator", request.toBuilder().clearChange().build()),
        () -> pools.removeOperator(request));
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
    changeWorker(
        observer,
        asked(request.getChange(), "CreateWorker", request.toBuilder().clearChange().build()),
        () -> workers.create(request));
  }

  @Override
  public void updateWorker(UpdateWorkerRequest request, StreamObserver<WorkerView> observer) {
    changeWorker(
        observer,
        asked(request.getChange(), "UpdateWorker", request.toBuilder().clearChange().build()),
        () -> workers.update(request));
  }

  @Override
  public void deleteWorker(WorkerRef ref, StreamObserver<WorkerView> observer) {
    act(observer, "DeleteWorker", ref, WorkerAction.DELETE);
  }

  @Override
  public void startWorker(WorkerRef ref, StreamObserver<WorkerView> observer) {
    act(observer, "StartWorker", ref, WorkerAction.START);
  }

  @Override
  public void stopWorker(WorkerRef ref, StreamObserver<WorkerView> observer) {
    act(observer, "StopWorker", ref, WorkerAction.STOP);
  }

  @Override
  public void restartWorker(WorkerRef ref, StreamObserver<WorkerView> observer) {
    act(observer, "RestartWorker", ref, WorkerAction.RESTART);
  }

  @Override
  public void actOnWorkers(
      ActOnWorkersRequest request, StreamObserver<ActOnWorkersResponse> observer) {
    Checked<Change> change =
        asked(request.getChange(), "ActOnWorkers", request.toBuilder().clearChange().build());
    Answers.send(observer, () -> change.then(it -> actions.act(it, request)));
  }

  @Override
  public void createWorkers(
      CreateWorkersRequest request, StreamObserver<ActOnWorkersResponse> observer) {
    Checked<Change> change =
        asked(request.getChange(), "CreateWorkers", request.toBuilder().clearChange().build());
    Answers.send(observer, () -> change.then(it -> actions.create(it, request)));
  }

  @Override
  public void updateWorkers(
      UpdateWorkersRequest request, StreamObserver<ActOnWorkersResponse> observer) {
    Checked<Change> change =
        asked(request.getChange(), "UpdateWorkers", request.toBuilder().clearChange().build());
    Answers.send(observer, () -> change.then(it -> actions.update(it, request)));
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

  @Override
  public void explainWorker(WorkerRef ref, StreamObserver<WorkerExplanation> observer) {
    Answers.send(observer, () -> queries.explain(ref, Instant.now()));
  }

  @Override
  public void planStakes(PlanStakesRequest request, StreamObserver<StakePlan> observer) {
    Answers.send(observer, () -> plans.plan(request));
  }

  private void act(
      StreamObserver<WorkerView> observer, String method, WorkerRef ref, WorkerAction action) {
    changeWorker(
        observer,
        asked(ref.getChange(), method, ref.toBuilder().clearChange().build()),
        () -> workers.act(ref, action));
  }

  private void changePool(
      StreamObserver<PoolView> observer, Checked<Change> change, Supplier<Checked<Command>> rule) {
    Answers.send(observer, () -> change.then(it -> changes.pool(it, rule)));
  }

  private void changeWorker(
      StreamObserver<WorkerView> observer,
      Checked<Change> change,
      Supplier<Checked<Command>> rule) {
    Answers.send(observer, () -> change.then(it -> changes.worker(it, rule)));
  }

  private static Checked<Change> asked(ChangeOptions options, String method, MessageLite content) {
    return Changes.asked(TokenGate.ROLE.get().text(), options, method, content);
  }
}
