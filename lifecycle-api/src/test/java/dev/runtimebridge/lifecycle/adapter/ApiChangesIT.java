package dev.runtimebridge.lifecycle.adapter;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.testing.ApiClient;
import dev.runtimebridge.lifecycle.testing.LogResource;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.ActionResult;
import dev.runtimebridge.schemas.v1.ChangeOptions;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.CreateWorkersRequest;
import dev.runtimebridge.schemas.v1.FieldFault;
import dev.runtimebridge.schemas.v1.GetPoolRequest;
import dev.runtimebridge.schemas.v1.GetWorkerHistoryRequest;
import dev.runtimebridge.schemas.v1.KickWorker;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.PlanStakesRequest;
import dev.runtimebridge.schemas.v1.PlannedStake;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.RejectionReason;
import dev.runtimebridge.schemas.v1.StopWorkerComputing;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkersRequest;
import dev.runtimebridge.schemas.v1.WatchPoolsRequest;
import dev.runtimebridge.schemas.v1.WatchWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How changes are made: many at once, dry, once only, and only of what was read. */
@QuarkusTest
@QuarkusTestResource(LogResource.class)
class ApiChangesIT {
  @Inject ApiConfig config;
  private ApiClient client;
  private LifecycleGrpc.LifecycleBlockingStub operator;
  private LifecycleGrpc.LifecycleBlockingStub viewer;

  @BeforeEach
  void connect() throws IOException {
    client = new ApiClient(config);
    operator = client.lifecycle("operator");
    viewer = client.lifecycle("viewer");
    eventually(this::answers);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void shouldNameEveryFaultWithItsFieldAndAStableReason() throws InvalidProtocolBufferException {
    com.google.rpc.Status status =
        refusal(
            () ->
                operator.createWorker(
                    CreateWorkerRequest.newBuilder()
                        .setName("a b")
                        .setEndpoint("nowhere")
                        .setPid(70)
                        .setStake("x")
                        .build()));
    assertEquals("INVALID_VALUE", status.getDetails(0).unpack(ErrorInfo.class).getReason());
    assertEquals(
        List.of("name", "endpoint", "pid", "stake"),
        status.getDetails(1).unpack(BadRequest.class).getFieldViolationsList().stream()
            .map(BadRequest.FieldViolation::getField)
            .toList());
    assertEquals("NOT_ALLOWED", reason(() -> viewer.createPool(pool(70))));
    assertEquals(
        "NOT_SIGNED_IN",
        reason(
            () ->
                LifecycleGrpc.newBlockingStub(client.channel())
                    .getPool(GetPoolRequest.newBuilder().setPid(70).build())));
  }

  @Test
  void shouldCreateAndUpdateManyAndTellTheResultOfEach() {
    operator.createPool(pool(71));
    List<ActionResult> created =
        operator
            .createWorkers(
                CreateWorkersRequest.newBuilder()
                    .addWorkers(worker("batch-1", 71))
                    .addWorkers(worker("batch-2", 71).setStake("-1").setEndpoint("ftp://x"))
                    .addWorkers(worker("batch-1", 71))
                    .addWorkers(worker("batch-4", 71))
                    .build())
            .getResultsList();
    assertEquals(WorkerStage.STARTING, created.get(0).getView().getState().getStage());
    assertEquals("INVALID_VALUE", created.get(1).getError());
    assertEquals(
        List.of("workers[1].endpoint", "workers[1].stake"),
        created.get(1).getFaultsList().stream().map(FieldFault::getField).toList());
    assertEquals(RejectionReason.ALREADY_EXISTS, created.get(2).getReason());
    assertTrue(created.get(2).getMessage().contains("workers[0]"), created.get(2).getMessage());
    assertTrue(created.get(3).hasView());

    var stale = ChangeOptions.newBuilder().setEtag("old");
    List<ActionResult> updated =
        operator
            .updateWorkers(
                UpdateWorkersRequest.newBuilder()
                    .addWorkers(update("batch-1", "7"))
                    .addWorkers(update("batch-4", "8").setChange(stale))
                    .addWorkers(update("nobody", "9"))
                    .build())
            .getResultsList();
    assertEquals("7", updated.get(0).getView().getStakePha());
    assertEquals("STALE_VERSION", updated.get(1).getError());
    assertEquals("workers[1].change.etag", updated.get(1).getFaults(0).getField());
    assertEquals("workers[2].worker.name", updated.get(2).getFaults(0).getField());
  }

  @Test
  void shouldSayWhatWouldHappenAndWriteNothing() {
    operator.createPool(pool(72));
    var dry = ChangeOptions.newBuilder().setDryRun(true).build();
    WorkerView would = operator.createWorker(worker("dry", 72).setChange(dry).build());
    assertEquals("dry would be created in pool 72.", would.getWould(0));
    assertEquals(
        "NOT_FOUND", reason(() -> viewer.getWorker(WorkerRef.newBuilder().setName("dry").build())));
    operator.createWorker(worker("dry", 72).build());
    var stop =
        operator.actOnWorkers(
            ActOnWorkersRequest.newBuilder()
                .setPid(72)
                .setStopComputing(StopWorkerComputing.getDefaultInstance())
                .setChange(dry)
                .build());
    assertTrue(stop.getResults(0).getView().getWouldCount() > 0, stop::toString);
    assertEquals(1, viewer.getWorker(named("dry")).getSequence());
    assertEquals("ALREADY_EXISTS", reason(() -> operator.createPool(pool(72))));
  }

  @Test
  void shouldRefuseAChangeOfAnotherVersion() {
    PoolView pool = operator.createPool(pool(73));
    var update = UpdatePoolRequest.newBuilder().setPid(73).setName("once-changed");
    update.getChangeBuilder().setEtag(pool.getEtag());
    String etag = operator.updatePool(update.build()).getEtag();
    assertEquals("STALE_VERSION", reason(() -> operator.updatePool(update.build())));
    update.getChangeBuilder().setEtag(etag);
    assertEquals(
        "twice-changed",
        operator.updatePool(update.setName("twice-changed").build()).getConfig().getName());
  }

  @Test
  void shouldActOnceHoweverOftenACallIsRepeated() {
    var once = ChangeOptions.newBuilder().setIdempotencyKey("key-74").build();
    CreatePoolRequest create = pool(74).toBuilder().setChange(once).build();
    assertEquals(operator.createPool(create), operator.createPool(create));
    assertEquals(1, viewer.getPool(GetPoolRequest.newBuilder().setPid(74).build()).getSequence());
    assertEquals(
        "IDEMPOTENCY_KEY_REUSED",
        reason(() -> operator.createPool(create.toBuilder().setName("other").build())));
    var batch =
        CreateWorkersRequest.newBuilder()
            .addWorkers(worker("once-1", 74))
            .addWorkers(worker("once-2", 74))
            .setChange(once.toBuilder().setIdempotencyKey("batch-74"))
            .build();
    assertEquals(operator.createWorkers(batch), operator.createWorkers(batch));
    WorkerRef delete = named("once-1").toBuilder().setChange(once).build();
    assertEquals("IDEMPOTENCY_KEY_REUSED", reason(() -> operator.deleteWorker(delete)));
    WorkerRef gone =
        delete.toBuilder().setChange(once.toBuilder().setIdempotencyKey("gone-74")).build();
    assertEquals(operator.deleteWorker(gone), operator.deleteWorker(gone));
  }

  @Test
  void shouldResumeAWatchWhereItWasLeft() {
    operator.createPool(pool(75));
    operator.createWorker(worker("left", 75).build());
    operator.createWorker(worker("stays", 75).build());
    String token = "";
    Iterator<WorkerView> first =
        viewer.watchWorkers(WatchWorkersRequest.newBuilder().setPid(75).build());
    while (token.isEmpty()) {
      token = first.next().getResumeToken();
    }
    operator.deleteWorker(named("left"));
    Iterator<WorkerView> resumed =
        viewer.watchWorkers(WatchWorkersRequest.newBuilder().setResumeToken(token).build());
    WorkerView told = resumed.next();
    assertEquals("left", told.getState().getConfig().getName());
    assertEquals(WorkerStage.REMOVED, told.getState().getStage());
    assertFalse(told.getResumeToken().isEmpty());
    Iterator<WorkerView> slim =
        viewer.watchWorkers(
            WatchWorkersRequest.newBuilder().setResumeToken(token).addFields("sequence").build());
    assertEquals(
        WorkerView.newBuilder()
            .setId(told.getId())
            .setSequence(told.getSequence())
            .setState(WorkerState.newBuilder().setStage(WorkerStage.REMOVED))
            .setResumeToken(told.getResumeToken())
            .build(),
        slim.next());
    for (var wrong :
        List.of(
            WatchWorkersRequest.newBuilder().setResumeToken("x").build(),
            WatchWorkersRequest.newBuilder().addFields("x").build())) {
      assertEquals("INVALID_VALUE", reason(() -> viewer.watchWorkers(wrong).next()));
    }
  }

  @Test
  void shouldWatchPools() {
    operator.createPool(pool(76));
    Iterator<PoolView> pools = viewer.watchPools(WatchPoolsRequest.getDefaultInstance());
    await(pools, it -> it.getConfig().getPid() == 76);
    operator.createWorker(worker("counted", 76).build());
    await(pools, it -> it.getConfig().getPid() == 76 && it.getWorkersCount() == 1);
    operator.deleteWorker(named("counted"));
    operator.deletePool(
        dev.runtimebridge.schemas.v1.DeletePoolRequest.newBuilder().setPid(76).build());
    await(pools, it -> it.getConfig().getPid() == 76 && it.getDeleted());
  }

  @Test
  void shouldSayWhyAndWhoAskedAndWhatStakesWouldTake() {
    operator.createPool(pool(77));
    operator.createWorker(worker("why", 77).build());
    operator.stopWorker(named("why"));
    var explanation = viewer.explainWorker(named("why"));
    assertTrue(explanation.getSummary().startsWith("why is stopped since"), explanation::toString);
    assertEquals("worker_stopped", explanation.getBecause(0).getKind());
    assertEquals("operator", explanation.getBecause(0).getIssuedBy());
    assertEquals(
        "the command stop-worker of the role operator",
        viewer
            .getWorkerHistory(GetWorkerHistoryRequest.newBuilder().setWorker(named("why")).build())
            .getEntries(0)
            .getCauseText());
    var plan =
        viewer.planStakes(
            PlanStakesRequest.newBuilder()
                .addStakes(PlannedStake.newBuilder().setWorker(named("why")).setStake("2000"))
                .addStakes(PlannedStake.newBuilder().setWorker(named("nobody")).setStake("1"))
                .build());
    assertEquals("It would start with 2000 PHA.", plan.getChanges(0).getText());
    assertFalse(plan.getChanges(1).getPossible());
    assertEquals("2000", plan.getPools(0).getMorePha());
    assertFalse(plan.getPools(0).getEnough(), "the free stake is not known");
    var page =
        viewer.listWorkers(ListWorkersRequest.newBuilder().setSearch("WHY").setPid(77).build());
    assertEquals(1, page.getTotalSize());
    var kick =
        operator.actOnWorkers(
            ActOnWorkersRequest.newBuilder()
                .addWorkers(named("why"))
                .setKick(KickWorker.getDefaultInstance())
                .setChange(ChangeOptions.newBuilder().setDryRun(true))
                .build());
    assertEquals("NOT_ENABLED", kick.getResults(0).getError());
  }

  private boolean answers() {
    try {
      return viewer.listWorkers(ListWorkersRequest.getDefaultInstance()).isInitialized();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private static void await(
      Iterator<PoolView> pools, java.util.function.Predicate<PoolView> wanted) {
    eventually(() -> wanted.test(pools.next()));
  }

  private static com.google.rpc.Status refusal(Supplier<?> call) {
    try {
      Object answer = call.get();
      throw new AssertionError("expected a refusal, got " + answer);
    } catch (StatusRuntimeException e) {
      return StatusProto.fromThrowable(e);
    }
  }

  private static String reason(Supplier<?> call) {
    try {
      return refusal(call).getDetails(0).unpack(ErrorInfo.class).getReason();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static WorkerRef named(String name) {
    return WorkerRef.newBuilder().setName(name).build();
  }

  private static UpdateWorkerRequest.Builder update(String name, String stake) {
    return UpdateWorkerRequest.newBuilder().setWorker(named(name)).setStake(stake);
  }

  private static CreatePoolRequest pool(long pid) {
    return CreatePoolRequest.newBuilder().setPid(pid).setName("pool-" + pid).build();
  }

  private static CreateWorkerRequest.Builder worker(String name, long pid) {
    return CreateWorkerRequest.newBuilder()
        .setName(name)
        .setEndpoint("http://%s.example:8000".formatted(name))
        .setPid(pid)
        .setStake("1500");
  }
}
