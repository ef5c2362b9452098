package dev.runtimebridge.lifecycle.domain;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.ALREADY_EXISTS;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.INVALID_VALUE;
import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_FOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.ComputeTarget;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.DeletePoolRequest;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RulesTest {
  private final Tables tables = new Tables(1_000);
  private final PoolRules pools = new PoolRules(tables);
  private final WorkerRules workers = new WorkerRules(tables);

  @BeforeEach
  void givenTwoPoolsAndAWorker() {
    pool(1, "first");
    pool(2, "second");
    worker("alpha", "http://alpha:8000");
  }

  @Test
  void shouldMakeACompleteWorkerOfARequest() {
    Command command = accepted(workers.create(request("beta").setDisabled(true).build()));
    assertEquals(WorkerId.ofName("beta").aggregateId(), command.aggregateId());
    assertEquals(
        WorkerConfig.newBuilder()
            .setName("beta")
            .setEndpoint("http://beta:8000")
            .setPid(2)
            .setStake("2500000000000")
            .build(),
        command.content().getCreateWorker().getConfig());
  }

  @Test
  void shouldChangeOnlyWhatIsPresent() {
    Command command =
        accepted(
            workers.update(
                UpdateWorkerRequest.newBuilder().setWorker(named("alpha")).setPid(2).build()));
    assertEquals(
        WorkerConfig.newBuilder()
            .setName("alpha")
            .setPid(2)
            .setEndpoint("http://alpha:8000")
            .setStake("1")
            .setEnabled(true)
            .build(),
        command.content().getUpdateWorker().getConfig());
  }

  @Test
  void shouldRefuseAnEndpointThatAnotherWorkerHas() {
    refused(
        ALREADY_EXISTS,
        "endpoint \"HTTP://Alpha:8000/\" is taken by worker \"alpha\" of pool 1: expected the address of another pRuntime",
        workers.create(request("beta").setEndpoint("HTTP://Alpha:8000/").build()));
    worker("beta", "http://beta");
    refused(
        ALREADY_EXISTS,
        "endpoint \"http://beta:80\" is taken by worker \"beta\" of pool 1: expected the address of another pRuntime",
        workers.update(moved("alpha", "http://beta:80")));
    Command respelled = accepted(workers.update(moved("alpha", "http://ALPHA:8000")));
    assertEquals(List.of("endpoint http://alpha:8000"), respelled.claims());
  }

  @Test
  void shouldRefuseAWorkerWhoseNameIsTaken() {
    refused(
        ALREADY_EXISTS,
        "name \"alpha\" is taken by a worker of pool 1: expected another name",
        workers.create(request("alpha").build()));
  }

  @Test
  void shouldRenameAWorkerAndKeepItsId() {
    Command command = accepted(workers.update(renamed("alpha", "beta")));
    assertEquals(WorkerId.ofName("alpha").aggregateId(), command.aggregateId());
    assertEquals("beta", command.content().getUpdateWorker().getConfig().getName());
    assertEquals(List.of("name beta"), command.claims());
    accepted(workers.update(renamed("alpha", "alpha")));
    worker("beta", "http://beta:8000");
    refused(
        ALREADY_EXISTS,
        "name \"beta\" is taken by a worker of pool 1: expected another name",
        workers.update(renamed("alpha", "beta")));
    assertEquals(List.of("name"), fields(workers.update(renamed("alpha", "a b"))));
  }

  @Test
  void shouldKnowARenamedWorkerByItsNewNameOnly() {
    WorkerId first = WorkerId.ofName("alpha");
    worker(first, "beta", "http://alpha:8000");
    assertEquals(
        first.aggregateId(), accepted(workers.act(named("beta"), WorkerAction.STOP)).aggregateId());
    refused(
        NOT_FOUND,
        "there is no worker with name \"alpha\": expected one that was created",
        workers.act(named("alpha"), WorkerAction.STOP));
    refused(
        ALREADY_EXISTS,
        "name \"beta\" is taken by a worker of pool 1: expected another name",
        workers.create(request("beta").build()));
  }

  @Test
  void shouldGiveTheNameOfARenamedWorkerToAnother() {
    worker(WorkerId.ofName("alpha"), "beta", "http://beta:8000");
    Command command = accepted(workers.create(request("alpha").build()));
    assertEquals(WorkerId.ofName("alpha", 1).aggregateId(), command.aggregateId());
    assertEquals(List.of("name alpha", "endpoint http://alpha:8000"), command.claims());
    worker(WorkerId.ofName("alpha", 1), "alpha", "http://alpha:8000");
    assertEquals(
        WorkerId.ofName("alpha", 1).aggregateId(),
        accepted(workers.act(named("alpha"), WorkerAction.STOP)).aggregateId());
  }

  @Test
  void shouldAskForTheIdWhereTwoInstancesGaveOneNameAtOnce() {
    worker(WorkerId.ofName("beta"), "alpha", "http://beta:8000");
    refused(
        Refusal.Reason.NOT_POSSIBLE_NOW,
        "2 workers are called \"alpha\": name one by its id, and give one another name",
        workers.act(named("alpha"), WorkerAction.STOP));
    String id = WorkerId.ofName("beta").toString();
    accepted(
        workers.update(
            UpdateWorkerRequest.newBuilder()
                .setWorker(WorkerRef.newBuilder().setId(id))
                .setName("beta")
                .build()));
    assertEquals(2, tables.workers().all().size());
    worker(WorkerId.ofName("beta"), "beta", "http://beta:8000");
    accepted(workers.act(named("alpha"), WorkerAction.STOP));
  }

  @Test
  void shouldRefuseNamesThatAreNone() {
    for (String name : new String[] {"", "-a", "a b", "ä", "a/b", "a".repeat(65)}) {
      refused(
          INVALID_VALUE,
          "name \"%s\" is no name: expected 1 to 64 of the characters A-Z a-z 0-9 . _ - beginning with a letter or a digit"
              .formatted(name),
          workers.create(request("x").setName(name).build()));
    }
    accepted(workers.create(request("a".repeat(64)).build()));
  }

  @Test
  void shouldNameEveryFieldThatIsWrongAtOnce() {
    Checked<Command> worker =
        workers.create(
            CreateWorkerRequest.newBuilder()
                .setName("a b")
                .setEndpoint("ftp://h")
                .setPid(9)
                .setStake("-1")
                .build());
    assertEquals(List.of("name", "endpoint", "pid", "stake"), fields(worker));
    assertEquals(INVALID_VALUE, refusal(worker).reason());
    assertEquals(
        "stake -1 is negative: expected 0 or more PHA",
        refusal(worker).faults().getLast().sentence());
    assertEquals(
        List.of("worker.name"),
        fields(
            workers.update(UpdateWorkerRequest.newBuilder().setWorker(named("no one")).build())));
    assertEquals(
        List.of("endpoint", "stake"),
        fields(workers.update(moved("alpha", "x").toBuilder().setStake("1e3").build())));
    assertEquals(
        List.of("pid", "name"),
        fields(pools.create(CreatePoolRequest.newBuilder().setName("first").build())));
  }

  @Test
  void shouldRefuseAChangeOfWhatSomeoneElseHasChanged() {
    Worker alpha = tables.worker(WorkerId.ofName("alpha")).orElseThrow();
    String etag = Etag.of(alpha);
    UpdateWorkerRequest.Builder update =
        UpdateWorkerRequest.newBuilder().setWorker(named("alpha")).setStake("2");
    update.getChangeBuilder().setEtag(etag);
    Command command = accepted(workers.update(update.build()));
    assertEquals(alpha.config(), command.content().getUpdateWorker().getExpected());
    worker("alpha", "http://alpha:8001");
    Refusal refusal = refusal(workers.update(update.build()));
    assertEquals(Refusal.Reason.STALE_VERSION, refusal.reason());
    assertEquals("change.etag", refusal.faults().getFirst().field());
    assertTrue(refusal.sentence().contains(etag), refusal.sentence());
    assertEquals(
        Refusal.Reason.STALE_VERSION,
        refusal(
                workers.act(
                    named("alpha").toBuilder().setChange(update.getChange()).build(),
                    WorkerAction.STOP))
            .reason());
  }

  @Test
  void shouldNameTheSameConfigurationTheSameAndAnotherAnother() {
    Worker alpha = tables.worker(WorkerId.ofName("alpha")).orElseThrow();
    var later = new Worker(alpha.id(), alpha.state().toBuilder().setEpoch(7).build(), 99);
    assertEquals(Etag.of(alpha), Etag.of(later));
    var aimed =
        new Worker(alpha.id(), alpha.state().toBuilder().setTarget(ComputeTarget.IDLE).build(), 1);
    assertTrue(!Etag.of(alpha).equals(Etag.of(aimed)), "it is to do something else");
    assertEquals("fpZ6lwxmd5hz", Etag.of(alpha), "the same in every process and release");
  }

  @Test
  void shouldRefuseAPoolThatIsNotThere() {
    refused(
        NOT_FOUND,
        "there is no pool with pid 9: expected one that was created",
        workers.create(request("beta").setPid(9).build()));
    refused(
        NOT_FOUND,
        "there is no pool with pid 9: expected one that was created",
        workers.update(
            UpdateWorkerRequest.newBuilder().setWorker(named("alpha")).setPid(9).build()));
  }

  @Test
  void shouldRefuseAPidThatIsNone() {
    refused(
        INVALID_VALUE,
        "pid 0 is no pool: expected the pool's number on the chain, 1 to 9223372036854775807",
        pools.create(CreatePoolRequest.newBuilder().setName("none").build()));
    refused(
        INVALID_VALUE,
        "pid 18446744073709551615 is no pool: expected the pool's number on the chain, 1 to 9223372036854775807",
        pools.create(CreatePoolRequest.newBuilder().setPid(-1).setName("none").build()));
  }

  @Test
  void shouldFindAWorkerByNameOrId() {
    String id = WorkerId.ofName("alpha").toString();
    assertEquals(
        accepted(workers.act(named("alpha"), WorkerAction.STOP)).aggregateId(),
        accepted(workers.act(WorkerRef.newBuilder().setId(id).build(), WorkerAction.STOP))
            .aggregateId());
    refused(
        INVALID_VALUE,
        "worker id \"alpha\" is no UUID: expected the id that a list of workers shows, or a name",
        workers.act(WorkerRef.newBuilder().setId("alpha").build(), WorkerAction.STOP));
    refused(
        INVALID_VALUE,
        "worker is missing: expected the id or name of one",
        workers.act(WorkerRef.getDefaultInstance(), WorkerAction.STOP));
    refused(
        NOT_FOUND,
        "there is no worker with name \"omega\": expected one that was created",
        workers.act(named("omega"), WorkerAction.RESTART));
  }

  @Test
  void shouldDeleteAPoolOnlyWhenItIsEmpty() {
    refused(
        Refusal.Reason.POOL_NOT_EMPTY,
        "pool 1 has 1 workers: delete them or move them to another pool first",
        pools.delete(DeletePoolRequest.newBuilder().setPid(1).build()));
    assertTrue(
        accepted(pools.delete(DeletePoolRequest.newBuilder().setPid(2).build()))
            .content()
            .hasDeletePool());
  }

  @Test
  void shouldKeepPoolNamesApart() {
    refused(
        ALREADY_EXISTS,
        "name \"first\" is taken by pool 1: expected another name",
        pools.create(CreatePoolRequest.newBuilder().setPid(3).setName("first").build()));
    refused(
        ALREADY_EXISTS,
        "name \"first\" is taken by pool 1: expected another name",
        pools.update(UpdatePoolRequest.newBuilder().setPid(2).setName("first").build()));
    accepted(
        pools.update(
            UpdatePoolRequest.newBuilder().setPid(1).setName("first").setSyncOnly(true).build()));
  }

  private void worker(String name, String endpoint) {
    worker(WorkerId.ofName(name), name, endpoint);
  }

  private void worker(WorkerId id, String name, String endpoint) {
    tables.apply(
        AggregateStateRecord.newBuilder()
            .setAggregateId(id.aggregateId())
            .setSequence(1)
            .setWorker(
                WorkerState.newBuilder()
                    .setStage(WorkerStage.SYNCING)
                    .setConfig(
                        WorkerConfig.newBuilder()
                            .setName(name)
                            .setPid(1)
                            .setEndpoint(endpoint)
                            .setStake("1")
                            .setEnabled(true)))
            .build());
  }

  private static UpdateWorkerRequest renamed(String name, String other) {
    return UpdateWorkerRequest.newBuilder().setWorker(named(name)).setName(other).build();
  }

  private static UpdateWorkerRequest moved(String name, String endpoint) {
    return UpdateWorkerRequest.newBuilder().setWorker(named(name)).setEndpoint(endpoint).build();
  }

  private void pool(long pid, String name) {
    tables.apply(
        AggregateStateRecord.newBuilder()
            .setAggregateId("pool/" + pid)
            .setSequence(1)
            .setPool(
                PoolState.newBuilder().setConfig(PoolConfig.newBuilder().setPid(pid).setName(name)))
            .build());
  }

  private static CreateWorkerRequest.Builder request(String name) {
    return CreateWorkerRequest.newBuilder()
        .setName(name)
        .setEndpoint("http://%s:8000".formatted(name))
        .setPid(2)
        .setStake("2.5");
  }

  private static WorkerRef named(String name) {
    return WorkerRef.newBuilder().setName(name).build();
  }

  private static Command accepted(Checked<Command> result) {
    return switch (result) {
      case Checked.Valid<Command>(Command command) -> command;
      case Checked.Refused<Command>(Refusal refusal) ->
          throw new AssertionError("refused: " + refusal);
    };
  }

  private static void refused(Refusal.Reason reason, String sentence, Checked<Command> result) {
    Refusal refusal = refusal(result);
    assertEquals(reason + ": " + sentence, refusal.reason() + ": " + refusal.sentence());
  }

  private static Refusal refusal(Checked<Command> result) {
    assertTrue(result instanceof Checked.Refused, "the request was taken");
    return ((Checked.Refused<Command>) result).refusal();
  }

  private static List<String> fields(Checked<Command> result) {
    return refusal(result).faults().stream().map(Refusal.Fault::field).toList();
  }
}
