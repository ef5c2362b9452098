package dev.runtimebridge.lifecycle.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.RuntimeFacts;
import dev.runtimebridge.schemas.v1.StageCount;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerProgress;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final String AGGREGATE = WorkerId.ofName("w").aggregateId();

  @Test
  void shouldBeTheSameAfterReplayingTheSameRecords() {
    var records =
        List.of(
            worker("a", 1, WorkerStage.STARTING),
            worker("b", 1, WorkerStage.SYNCING),
            worker("a", 2, WorkerStage.AT_TIP),
            worker("b", 2, WorkerStage.REMOVED),
            worker("c", 2, WorkerStage.SYNCING));
    var once = new Tables(1_000);
    var twice = new Tables(1_000);
    records.forEach(once::apply);
    records.forEach(twice::apply);
    records.forEach(twice::apply);
    assertEquals(once.workers().all(), twice.workers().all());
    assertEquals(once.chainStatus(), twice.chainStatus());
    assertEquals(0, twice.workersIn(new PoolId(1)));
    assertEquals(2, twice.workersIn(new PoolId(2)));
  }

  @Test
  void shouldForgetWhatWasErased() {
    var tables = new Tables(1_000);
    tables.apply(worker("a", 1, WorkerStage.STARTING));
    tables.erase(WorkerId.ofName("a").aggregateId(), new Place(0, 1));
    assertEquals(List.of(), tables.workers().all());
    assertEquals(0, tables.workersIn(new PoolId(1)));
  }

  @Test
  void shouldCountWorkersByStage() {
    var tables = new Tables(1_000);
    tables.apply(worker("a", 1, WorkerStage.SYNCING));
    tables.apply(worker("b", 1, WorkerStage.AT_TIP));
    AggregateStateRecord.Builder retrying = worker("c", 1, WorkerStage.SYNCING).toBuilder();
    retrying.getWorkerBuilder().setRetry(RequestFailed.getDefaultInstance());
    tables.apply(retrying.build());
    assertEquals(
        List.of(
            StageCount.newBuilder()
                .setStage(WorkerStage.SYNCING)
                .setCount(2)
                .setRetrying(1)
                .build(),
            StageCount.newBuilder().setStage(WorkerStage.AT_TIP).setCount(1).build()),
        tables.chainStatus().getWorkersList());
  }

  @Test
  void shouldTellHowFarAWorkerIsBehind() {
    var tables = new Tables(1_000);
    tables.apply(ChainGenesis.newBuilder().setParaId(2004).setRelayStartNumber(100).build());
    tables.apply(ChainTip.newBuilder().setChain(Chain.RELAY).setPublishedNumber(150).build());
    tables.apply(ChainTip.newBuilder().setChain(Chain.PARA).setPublishedNumber(20).build());
    AggregateStateRecord.Builder seen = worker("seen", 1, WorkerStage.SYNCING).toBuilder();
    seen.getWorkerBuilder()
        .setProgress(
            WorkerProgress.newBuilder()
                .setFacts(
                    RuntimeFacts.newBuilder()
                        .setHeights(
                            SyncHeights.newBuilder()
                                .setNextRelayHeader(141)
                                .setNextParaBlock(21))));
    tables.apply(seen.build());
    tables.apply(worker("unseen", 1, WorkerStage.STARTING));
    var queries = new Queries(tables, places -> Checked.valid(List.of()), Addresses.PHALA);
    assertEquals(
        List.of("seen 10 0", "unseen 50 20"),
        tables.workers().all().stream()
            .map(queries::view)
            .map(
                view ->
                    "%s %d %d"
                        .formatted(
                            view.getState().getConfig().getName(),
                            view.getRelayBehind(),
                            view.getParaBehind()))
            .toList());
    assertEquals(2004, tables.chainStatus().getParaId());
  }

  @Test
  void shouldListByNameInPagesThatSurviveChanges() {
    var tables = new Tables(1_000);
    for (String name : List.of("d", "b", "a", "c")) {
      tables.apply(worker(name, 1, WorkerStage.SYNCING));
    }
    var queries = new Queries(tables, places -> Checked.valid(List.of()), Addresses.PHALA);
    var request = ListWorkersRequest.newBuilder().setPageSize(2);
    if (queries.list(request.build()) instanceof Checked.Valid(var first)
        && queries.list(request.setPageToken(first.getNextPageToken()).build())
            instanceof Checked.Valid(var second)) {
      assertEquals("a", first.getWorkers(0).getState().getConfig().getName());
      assertEquals("c", second.getWorkers(0).getState().getConfig().getName());
      assertEquals("", second.getNextPageToken());
    } else {
      throw new AssertionError("a page was refused");
    }
    assertTrue(
        queries.list(request.setPageToken("%%%").build()) instanceof Checked.Refused,
        "a token that is none");
  }

  @Test
  void shouldTellWatchersOfEveryChangeAfterTheSnapshot() {
    var tables = new Tables(1_000);
    tables.apply(worker("a", 1, WorkerStage.STARTING));
    var changes = new ArrayList<WorkerChange>();
    WatchedWorkers.Watch watch = tables.watched().watch(changes::add);
    assertEquals(1, watch.workers().size());
    tables.apply(worker("a", 2, WorkerStage.STARTING));
    assertTrue(changes.getFirst().concerns(new PoolId(1)), "the pool that it left");
    assertTrue(changes.getFirst().concerns(new PoolId(2)), "the pool that it came to");
    watch.end().run();
    tables.apply(worker("a", 3, WorkerStage.STARTING));
    assertEquals(1, changes.size());
  }

  @Test
  void shouldKeepTheNewestEventsOfAWorker() {
    var tables = new Tables(1_000);
    long all = HistoryIndex.KEPT + 500L;
    for (long sequence = 1; sequence <= all; sequence++) {
      tables.apply(event(sequence), new Place(3, sequence * 10));
    }
    assertEquals(
        LongStream.of(all, all - 1).mapToObj(it -> new Place(3, it * 10)).toList(),
        tables.history().newest(AGGREGATE, 2, 0));
    assertEquals(
        List.of(new Place(3, (all - 501) * 10)), tables.history().newest(AGGREGATE, 1, all - 500));
    assertEquals(
        HistoryIndex.KEPT, tables.history().newest(AGGREGATE, Integer.MAX_VALUE, 0).size());
    assertEquals(List.of(), tables.history().newest(AGGREGATE, 10, 500));
  }

  @Test
  void shouldNotCountAnEventTwiceWhenTheLogIsReadAgain() {
    var tables = new Tables(1_000);
    for (int round = 0; round < 2; round++) {
      for (long sequence = 1; sequence <= 20; sequence++) {
        tables.apply(event(sequence), new Place(0, sequence));
      }
    }
    assertEquals(20, tables.history().newest(AGGREGATE, 100, 0).size());
  }

  @Test
  void shouldPassOverTheStateOfWhatWasNeverCreated() {
    var tables = new Tables(1_000);
    tables.apply(worker("a", 1, WorkerStage.SYNCING));
    var before = tables.workers().all();
    for (String id : List.of("pool/1", WorkerId.ofName("b").aggregateId())) {
      tables.apply(AggregateStateRecord.newBuilder().setAggregateId(id).setSequence(1).build());
    }
    assertEquals(before, tables.workers().all());
    assertEquals(Optional.empty(), tables.pool(new PoolId(1)));
    assertEquals(Optional.empty(), tables.worker(WorkerId.ofName("b")));
  }

  @Test
  void shouldFindWorkersByTheirEndpointUntilTheyLeaveIt() {
    var tables = new Tables(1_000);
    var first = new WorkerEndpoint("http://one:8000");
    var second = new WorkerEndpoint("http://two:8000");
    tables.apply(at("HTTP://One:8000/", WorkerStage.SYNCING));
    tables.apply(at("HTTP://One:8000/", WorkerStage.AT_TIP));
    assertEquals(Set.of(WorkerId.ofName("w")), tables.workersAt(first));
    tables.apply(at("http://one:8000", WorkerStage.AT_TIP));
    assertEquals(Set.of(WorkerId.ofName("w")), tables.workersAt(first));
    tables.apply(at("http://two:8000", WorkerStage.AT_TIP));
    assertEquals(Set.of(), tables.workersAt(first));
    assertEquals(Set.of(WorkerId.ofName("w")), tables.workersAt(second));
    tables.apply(at("http://two:8000", WorkerStage.REMOVED));
    assertEquals(Set.of(), tables.workersAt(second));
    tables.apply(at("http://two:8000", WorkerStage.STARTING));
    tables.erase(AGGREGATE, new Place(0, 9));
    assertEquals(Set.of(), tables.workersAt(second));
  }

  private static AggregateStateRecord at(String endpoint, WorkerStage stage) {
    AggregateStateRecord.Builder state = worker("w", 1, stage).toBuilder();
    state.getWorkerBuilder().getConfigBuilder().setEndpoint(endpoint);
    return state.build();
  }

  private static WorkerEventRecord event(long sequence) {
    return WorkerEventRecord.newBuilder()
        .setAggregateId(AGGREGATE)
        .setMeta(EventMeta.newBuilder().setSequence(sequence))
        .build();
  }

  private static AggregateStateRecord worker(String name, long pid, WorkerStage stage) {
    return AggregateStateRecord.newBuilder()
        .setAggregateId(WorkerId.ofName(name).aggregateId())
        .setWorker(
            WorkerState.newBuilder()
                .setStage(stage)
                .setConfig(WorkerConfig.newBuilder().setName(name).setPid(pid).setStake("0")))
        .build();
  }
}
