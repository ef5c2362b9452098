package dev.runtimebridge.lifecycle.adapter;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static dev.runtimebridge.lifecycle.testing.ApiClient.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.testing.ApiClient;
import dev.runtimebridge.lifecycle.testing.LogResource;
import dev.runtimebridge.lifecycle.testing.StubDecider;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.ComputeTarget;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.DeletePoolRequest;
import dev.runtimebridge.schemas.v1.ForceRegister;
import dev.runtimebridge.schemas.v1.GetChainStatusRequest;
import dev.runtimebridge.schemas.v1.GetPoolRequest;
import dev.runtimebridge.schemas.v1.GetTransactionRequest;
import dev.runtimebridge.schemas.v1.GetWorkerHistoryRequest;
import dev.runtimebridge.schemas.v1.KickWorker;
import dev.runtimebridge.schemas.v1.LeavePool;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import dev.runtimebridge.schemas.v1.ListTransactionsRequest;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.RejectionReason;
import dev.runtimebridge.schemas.v1.RemovePoolOperatorRequest;
import dev.runtimebridge.schemas.v1.RequestRefused;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionState;
import dev.runtimebridge.schemas.v1.TransactionView;
import dev.runtimebridge.schemas.v1.UpdateEndpoints;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.WatchTransactionsRequest;
import dev.runtimebridge.schemas.v1.WatchWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.InvalidSecret;
import dev.runtimebridge.substrate.key.SealedBox;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Context;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LogResource.class)
class LifecycleApiIT {
  @Inject ApiConfig config;
  @Inject Tables tables;
  StubDecider decider;
  private ApiClient client;
  private LifecycleGrpc.LifecycleBlockingStub operator;
  private LifecycleGrpc.LifecycleBlockingStub viewer;

  @BeforeEach
  void connect() throws IOException {
    client = new ApiClient(config);
    operator = client.lifecycle("operator");
    viewer = client.lifecycle("viewer");
    eventually(() -> serving(LifecycleGrpc.SERVICE_NAME));
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void shouldReturnACommandWithTheStateThatItLedTo() {
    var pool = operator.createPool(pool(1, "first"));
    assertEquals("first", pool.getConfig().getName());
    WorkerView worker = operator.createWorker(worker("state-1", 1).setStake("0.5").build());
    assertEquals(WorkerStage.STARTING, worker.getState().getStage());
    assertEquals("500000000000", worker.getState().getConfig().getStake());
    assertEquals("0.5", worker.getStakePha());
    assertEquals(1, viewer.getPool(GetPoolRequest.newBuilder().setPid(1).build()).getWorkerCount());

    WorkerView changed =
        operator.updateWorker(
            UpdateWorkerRequest.newBuilder().setWorker(named("state-1")).setStake("7").build());
    assertEquals("7", changed.getStakePha());
    assertEquals(
        worker.getState().getConfig().getEndpoint(), changed.getState().getConfig().getEndpoint());
    assertEquals(WorkerStage.DISABLED, operator.stopWorker(named("state-1")).getState().getStage());
    assertEquals(
        WorkerStage.STARTING, operator.startWorker(named("state-1")).getState().getStage());
    assertEquals(
        WorkerStage.STARTING,
        operator
            .restartWorker(WorkerRef.newBuilder().setId(worker.getId()).build())
            .getState()
            .getStage());
    assertEquals(viewer.getWorker(named("state-1")).getSequence(), 5);

    assertEquals(
        WorkerStage.REMOVED, operator.deleteWorker(named("state-1")).getState().getStage());
    assertEquals(
        Status.Code.NOT_FOUND, refusal(() -> viewer.getWorker(named("state-1"))).getCode());
    assertEquals(
        "renamed",
        operator
            .updatePool(UpdatePoolRequest.newBuilder().setPid(1).setName("renamed").build())
            .getConfig()
            .getName());
    operator.deletePool(DeletePoolRequest.newBuilder().setPid(1).build());
    assertEquals(
        Status.Code.NOT_FOUND,
        refusal(() -> viewer.getPool(GetPoolRequest.newBuilder().setPid(1).build())).getCode());
  }

  @Test
  void shouldRefuseBadInputWithOneSentence() {
    operator.createPool(pool(2, "second"));
    operator.createWorker(worker("bad-1", 2).build());
    refused(
        "INVALID_ARGUMENT: stake \"12x\" is no number: expected PHA as a decimal number such as 1500 or 0.5",
        worker("bad-2", 2).setStake("12x"));
    refused(
        "INVALID_ARGUMENT: stake -1 is negative: expected 0 or more PHA",
        worker("bad-2", 2).setStake("-1"));
    refused(
        "INVALID_ARGUMENT: endpoint \"ftp://h\" is neither http nor https: expected the address of a pRuntime such as http://10.0.0.7:8000",
        worker("bad-2", 2).setEndpoint("ftp://h"));
    refused(
        "INVALID_ARGUMENT: pid 0 is no pool: expected the pool's number on the chain, 1 to 9223372036854775807",
        worker("bad-2", 0));
    refused(
        "NOT_FOUND: there is no pool with pid 99: expected one that was created",
        worker("bad-2", 99));
    refused(
        "ALREADY_EXISTS: name \"bad-1\" is taken by a worker of pool 2: expected another name",
        worker("bad-1", 2));
    refused(
        "ALREADY_EXISTS: endpoint \"http://BAD-1.example:8000/\" is taken by worker \"bad-1\" of pool 2: expected the address of another pRuntime",
        worker("bad-2", 2).setEndpoint("http://BAD-1.example:8000/"));
    refused(
        "INVALID_ARGUMENT: name \"no spaces\" is no name: expected 1 to 64 of the characters A-Z a-z 0-9 . _ - beginning with a letter or a digit",
        worker("no spaces", 2).setEndpoint("http://bad-2.example:8000"));
    assertEquals(
        "FAILED_PRECONDITION: pool 2 has 1 workers: delete them or move them to another pool first",
        text(refusal(() -> operator.deletePool(DeletePoolRequest.newBuilder().setPid(2).build()))));
    assertEquals(
        "ALREADY_EXISTS: pid 2 is taken by pool \"second\": expected the number of a pool that is not here yet",
        text(refusal(() -> operator.createPool(pool(2, "again")))));
    assertEquals(
        "NOT_FOUND: there is no worker with name \"nobody\": expected one that was created",
        text(refusal(() -> operator.startWorker(named("nobody")))));
    assertEquals(Status.Code.NOT_FOUND, refusal(() -> viewer.getWorker(named("bad-2"))).getCode());
  }

  @Test
  void shouldCarryOverTheRefusalOfTheDecider() {
    operator.createPool(pool(3, "third"));
    WorkerView worker = operator.createWorker(worker("raced", 3).build());
    // The state is erased from the tables, as if this instance had not read it yet.
    decider.publish(
        AggregateStateRecord.newBuilder()
            .setAggregateId("worker/" + worker.getId())
            .setSequence(1)
            .setWorker(worker.getState().toBuilder().setStage(WorkerStage.REMOVED))
            .build());
    eventually(() -> viewer.listWorkers(list().setPid(3).build()).getWorkersCount() == 0);
    refused("ALREADY_EXISTS: decided elsewhere: this worker exists", worker("raced", 3));
  }

  @Test
  void shouldAskForATokenAndItsRole() throws IOException {
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(config.dataDir().resolve("api-tokens")));
    Status none =
        refusal(
            () ->
                LifecycleGrpc.newBlockingStub(client.channel())
                    .listPools(ListPoolsRequest.getDefaultInstance()));
    assertEquals(Status.Code.UNAUTHENTICATED, none.getCode());
    assertTrue(text(none).contains("api-tokens"), text(none));
    Status wrong =
        refusal(
            () ->
                client.withToken("0".repeat(64)).listPools(ListPoolsRequest.getDefaultInstance()));
    assertEquals(Status.Code.UNAUTHENTICATED, wrong.getCode());
    assertFalse(text(wrong).contains("000"), text(wrong));
    assertEquals(
        "PERMISSION_DENIED: the role viewer may not call CreatePool: use the token of the role operator",
        text(refusal(() -> viewer.createPool(pool(4, "denied")))));
    assertEquals(
        Status.Code.NOT_FOUND,
        refusal(() -> viewer.getPool(GetPoolRequest.newBuilder().setPid(4).build())).getCode());
  }

  @Test
  void shouldAnswerHealthAndReflectionWithoutAToken() {
    assertTrue(serving(LifecycleGrpc.SERVICE_NAME));
    assertTrue(
        ReflectionProbe.services(client.channel())
            .containsAll(List.of("bridge.v1.Lifecycle", "bridge.v1.ChainStatus")));
  }

  @Test
  void shouldWatchWorkersFromASnapshotOn() {
    operator.createPool(pool(5, "fifth"));
    operator.createWorker(worker("watched", 5).build());
    try (var call = Context.current().withCancellation()) {
      Iterator<WorkerView> views =
          callIn(
              call, () -> viewer.watchWorkers(WatchWorkersRequest.newBuilder().setPid(5).build()));
      assertEquals(WorkerStage.STARTING, views.next().getState().getStage());
      operator.stopWorker(named("watched"));
      assertEquals(WorkerStage.DISABLED, views.next().getState().getStage());
      operator.deleteWorker(named("watched"));
      assertEquals(WorkerStage.REMOVED, views.next().getState().getStage());
      assertEquals(1, tables.watched().watchers());
    }
    eventually(() -> tables.watched().watchers() == 0);
  }

  @Test
  void shouldTellTheHistoryNewestFirst() {
    operator.createPool(pool(6, "sixth"));
    operator.createWorker(worker("storied", 6).build());
    operator.stopWorker(named("storied"));
    operator.startWorker(named("storied"));
    var request = GetWorkerHistoryRequest.newBuilder().setWorker(named("storied"));
    assertEquals(
        List.of(
            WorkerEventRecord.EventCase.WORKER_STARTED,
            WorkerEventRecord.EventCase.WORKER_STOPPED,
            WorkerEventRecord.EventCase.WORKER_CREATED),
        cases(request.build()).toList());
    assertEquals(
        List.of(WorkerEventRecord.EventCase.WORKER_STOPPED),
        cases(request.setLimit(1).setBeforeSequence(3).build()).toList());
    assertEquals(
        Status.Code.NOT_FOUND,
        refusal(
                () ->
                    viewer.getWorkerHistory(
                        GetWorkerHistoryRequest.newBuilder().setWorker(named("nobody")).build()))
            .getCode());
  }

  @Test
  void shouldPageThroughWorkersByName() {
    operator.createPool(pool(7, "seventh"));
    for (String name : List.of("page-b", "page-c", "page-a")) {
      operator.createWorker(worker(name, 7).build());
    }
    var first = viewer.listWorkers(list().setPid(7).setPageSize(2).build());
    assertEquals(List.of("page-a", "page-b"), names(first.getWorkersList()));
    var second =
        viewer.listWorkers(
            list().setPid(7).setPageSize(2).setPageToken(first.getNextPageToken()).build());
    assertEquals(List.of("page-c"), names(second.getWorkersList()));
    assertEquals("", second.getNextPageToken());
    assertEquals(
        Status.Code.INVALID_ARGUMENT,
        refusal(() -> viewer.listWorkers(list().setPageSize(1_001).build())).getCode());
    assertEquals(
        0,
        viewer
            .listWorkers(list().setPid(7).addStages(WorkerStage.AT_TIP).build())
            .getWorkersCount());
  }

  @Test
  void shouldTellHowTheChainsAre() {
    decider.publish(
        ChainTip.newBuilder()
            .setChain(Chain.RELAY)
            .setFinalizedNumber(12)
            .setPublishedNumber(10)
            .build());
    var chain = client.chain("viewer");
    try (var call = Context.current().withCancellation()) {
      var views =
          callIn(call, () -> chain.watchChainStatus(GetChainStatusRequest.getDefaultInstance()));
      eventually(() -> views.next().getRelay().getPublishedNumber() == 10);
    }
    assertEquals(
        12,
        chain
            .getChainStatus(GetChainStatusRequest.getDefaultInstance())
            .getRelay()
            .getFinalizedNumber());
  }

  private void refused(String expected, CreateWorkerRequest.Builder request) {
    assertEquals(expected, text(refusal(() -> operator.createWorker(request.build()))));
  }

  private Stream<WorkerEventRecord.EventCase> cases(GetWorkerHistoryRequest request) {
    return viewer.getWorkerHistory(request).getEventsList().stream()
        .map(WorkerEventRecord::getEventCase);
  }

  private boolean serving(String service) {
    return HealthGrpc.newBlockingStub(client.channel())
            .check(HealthCheckRequest.newBuilder().setService(service).build())
            .getStatus()
        == ServingStatus.SERVING;
  }

  @Test
  void shouldSealTheSecretOfAPoolsOperator() throws InvalidSecret {
    operator.createPool(pool(60, "sealed"));
    var alice =
        SetPoolOperatorRequest.newBuilder()
            .setPid(60)
            .setSecretUri("//Alice")
            .setProxied("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty");
    Status wrong =
        refusal(() -> operator.setPoolOperator(alice.clone().setSecretUri("a b c").build()));
    if (tables.sealingKeys().newest().isEmpty()) {
      assertTrue(text(wrong).startsWith("UNAVAILABLE: no submitter"), text(wrong));
    }
    try (var submitter = SealingKeyPair.generate()) {
      decider.publish(submitter);
      eventually(() -> tables.sealingKeys().newest().isPresent());
      assertEquals(
          Status.Code.INVALID_ARGUMENT,
          refusal(() -> operator.setPoolOperator(alice.clone().setSecretUri("a b c").build()))
              .getCode());
      assertEquals(
          Status.Code.PERMISSION_DENIED,
          refusal(() -> viewer.setPoolOperator(alice.build())).getCode());
      var view = operator.setPoolOperator(alice.build());
      assertTrue(view.getOperator().startsWith("4"), view.getOperator());
      assertFalse(view.getProxied().isEmpty());
      var stored = decider.state("pool/60").getPool().getOperator();
      var box =
          new SealedBox(
              Bytes.of(stored.getSecret().getEncapsulatedKey().toByteArray()),
              Bytes.of(stored.getSecret().getCiphertext().toByteArray()));
      var account = AccountId.of(stored.getAccount().toByteArray());
      assertEquals(64, box.open(submitter, SealedBox.additionalData(60, account)).length);
    }
    var remove = RemovePoolOperatorRequest.newBuilder().setPid(60).build();
    assertEquals("", operator.removePoolOperator(remove).getOperator());
    assertEquals(
        Status.Code.FAILED_PRECONDITION,
        refusal(() -> operator.removePoolOperator(remove)).getCode());
  }

  @Test
  void shouldActOnManyWorkersAndTellTheResultOfEach() {
    operator.createPool(pool(61, "many"));
    for (int i = 0; i < 5; i++) {
      operator.createWorker(worker("many-" + i, 61).build());
    }
    var all =
        operator.actOnWorkers(
            ActOnWorkersRequest.newBuilder()
                .setPid(61)
                .setLeavePool(LeavePool.getDefaultInstance())
                .build());
    assertEquals(5, all.getResultsCount());
    assertTrue(
        all.getResultsList().stream()
            .allMatch(it -> it.getView().getState().getTarget() == ComputeTarget.OUT_OF_POOL));
    var some =
        operator.actOnWorkers(
            ActOnWorkersRequest.newBuilder()
                .addWorkers(named("nobody"))
                .addWorkers(named("many-3"))
                .setForceRegister(ForceRegister.getDefaultInstance())
                .build());
    assertEquals(RejectionReason.NOT_FOUND, some.getResults(0).getReason());
    assertFalse(some.getResults(0).hasView());
    assertTrue(some.getResults(1).getView().getState().getErrand().hasFetchRegistration());
    for (var wrong :
        List.of(
            ActOnWorkersRequest.newBuilder().setPid(61),
            ActOnWorkersRequest.newBuilder().setKick(KickWorker.getDefaultInstance()),
            ActOnWorkersRequest.newBuilder()
                .setPid(61)
                .setUpdateEndpoints(UpdateEndpoints.newBuilder().addEndpoints("nonsense")))) {
      assertEquals(
          Status.Code.INVALID_ARGUMENT,
          refusal(() -> operator.actOnWorkers(wrong.build())).getCode());
    }
  }

  @Test
  void shouldTellWhatIsSentToTheChain() {
    var transactions = client.transactions("viewer");
    var request =
        TransactionRequestRecord.newBuilder()
            .setId("request-1")
            .setPid(62)
            .setAggregateId("pool/62")
            .setTime(Timestamp.newBuilder().setSeconds(1));
    request.getCallBuilder().getCreateStakePoolBuilder();
    Iterator<TransactionView> watch =
        transactions.watchTransactions(WatchTransactionsRequest.newBuilder().setPid(62).build());
    decider.publish(request.build());
    assertEquals("create a stake pool", watch.next().getDescription());
    decider.publish(
        TransactionEventRecord.newBuilder()
            .setRequestRefused(
                RequestRefused.newBuilder()
                    .setResult(
                        CallResult.newBuilder()
                            .setRequestId("request-1")
                            .setFailure(CallFailure.newBuilder().setKind(CallFailureKind.NO_KEY))))
            .build());
    assertTrue(watch.next().getAdvice().contains("Set the pool's operator again"));
    assertEquals(
        TransactionState.TX_FAILED,
        transactions
            .getTransaction(GetTransactionRequest.newBuilder().setRequestId("request-1").build())
            .getState());
    assertEquals(
        1,
        transactions
            .listTransactions(ListTransactionsRequest.newBuilder().setPid(62).build())
            .getTransactionsCount());
  }

  private static <T> T callIn(Context context, java.util.function.Supplier<T> call) {
    Context before = context.attach();
    try {
      return call.get();
    } finally {
      context.detach(before);
    }
  }

  private static String text(Status status) {
    return status.getCode() + ": " + status.getDescription();
  }

  private static List<String> names(List<WorkerView> workers) {
    return workers.stream()
        .map(WorkerView::getState)
        .map(WorkerState::getConfig)
        .map(it -> it.getName())
        .toList();
  }

  private static ListWorkersRequest.Builder list() {
    return ListWorkersRequest.newBuilder();
  }

  private static WorkerRef named(String name) {
    return WorkerRef.newBuilder().setName(name).build();
  }

  private static CreatePoolRequest pool(long pid, String name) {
    return CreatePoolRequest.newBuilder().setPid(pid).setName(name).build();
  }

  private static CreateWorkerRequest.Builder worker(String name, long pid) {
    return CreateWorkerRequest.newBuilder()
        .setName(name)
        .setEndpoint("http://%s.example:8000".formatted(name))
        .setPid(pid)
        .setStake("1500");
  }
}
