package dev.runtimebridge.lifecycle.adapter;

import static dev.runtimebridge.lifecycle.testing.ApiClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.testing.ApiClient;
import dev.runtimebridge.lifecycle.testing.LogResource;
import dev.runtimebridge.lifecycle.testing.StubDecider;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.ListWorkersResponse;
import dev.runtimebridge.schemas.v1.SessionState;
import dev.runtimebridge.schemas.v1.WorkerOrder;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists over gRPC with very many workers. {@code -Dtest.list-workers=10000 -Dtest.list-calls=2000}
 * with {@code -Dtest.list-p99-ms=50} is the run that docs/performance.md tells of; without them
 * only that every worker is found once.
 */
@QuarkusTest
@QuarkusTestResource(LogResource.class)
class ManyWorkersIT {
  private static final Logger LOG = LoggerFactory.getLogger(ManyWorkersIT.class);
  private static final int WORKERS = Integer.getInteger("test.list-workers", 2_000);
  private static final int CALLS = Integer.getInteger("test.list-calls", 100);
  private static final int LIMIT_MS = Integer.getInteger("test.list-p99-ms", 10_000);
  private static final long PID = 7_700;

  @Inject ApiConfig config;
  @Inject Tables tables;
  StubDecider decider;

  @Test
  void shouldListManyWorkersQuickly() throws IOException {
    for (int i = 0; i < WORKERS; i++) {
      decider.publish(worker(i));
    }
    try (var client = new ApiClient(config)) {
      eventually(() -> tables.workers().size() >= WORKERS);
      LifecycleGrpc.LifecycleBlockingStub viewer = client.lifecycle("viewer");
      assertEquals(WORKERS, everyName(viewer).size());
      for (ListWorkersRequest request : requests()) {
        measure(viewer, request, CALLS / 10);
        long[] nanos = measure(viewer, request, CALLS);
        Duration median = Duration.ofNanos(nanos[nanos.length / 2]);
        Duration p99 = Duration.ofNanos(nanos[nanos.length * 99 / 100]);
        LOG.info(
            "Listed: workers={} request=[{}] calls={} median={} p99={}",
            WORKERS,
            request.toString().replace('\n', ' '),
            CALLS,
            median,
            p99);
        assertTrue(p99.toMillis() < LIMIT_MS, () -> "%s took %s".formatted(request, p99));
      }
    } finally {
      for (int i = 0; i < WORKERS; i++) {
        AggregateStateRecord.Builder gone = worker(i).toBuilder();
        gone.getWorkerBuilder().setStage(WorkerStage.REMOVED);
        decider.publish(gone.build());
      }
    }
  }

  private static List<ListWorkersRequest> requests() {
    var page = ListWorkersRequest.newBuilder().setPid(PID);
    return List.of(
        page.build(),
        page.clone().setPageSize(200).setOrder(WorkerOrder.BY_STAKE).setDescending(true).build(),
        page.clone().setSearch("er-00199").build(),
        page.clone().setTroubled(true).setOrder(WorkerOrder.BY_LAG).build(),
        ListWorkersRequest.newBuilder().addStages(WorkerStage.COMPUTING).build());
  }

  private static long[] measure(
      LifecycleGrpc.LifecycleBlockingStub viewer, ListWorkersRequest request, int calls) {
    long[] nanos = new long[Math.max(1, calls)];
    for (int i = 0; i < nanos.length; i++) {
      long begin = System.nanoTime();
      ListWorkersResponse page = viewer.listWorkers(request);
      nanos[i] = System.nanoTime() - begin;
      assertTrue(page.getTotalSize() > 0, "an empty page is no measure");
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static Set<String> everyName(LifecycleGrpc.LifecycleBlockingStub viewer) {
    Set<String> names = new HashSet<>();
    var request = ListWorkersRequest.newBuilder().setPid(PID).setPageSize(1_000);
    ListWorkersResponse page;
    do {
      page = viewer.listWorkers(request.build());
      page.getWorkersList().forEach(it -> names.add(it.getState().getConfig().getName()));
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return names;
  }

  private static AggregateStateRecord worker(int number) {
    String name = "worker-%05d".formatted(number);
    WorkerState.Builder state =
        WorkerState.newBuilder()
            .setStage(number % 10 == 0 ? WorkerStage.UNRESPONSIVE : WorkerStage.COMPUTING);
    state
        .getConfigBuilder()
        .setName(name)
        .setPid(PID)
        .setEndpoint("http://%s.example:8000".formatted(name))
        .setStake("%d000000000000".formatted(1_000 + number % 977))
        .setEnabled(true);
    byte[] account = ByteBuffer.allocate(32).putInt(number).array();
    state
        .getFactsBuilder()
        .setBlockNumber(1_000_000)
        .setAssignedPid(PID)
        .setSessionAccount(ByteString.copyFrom(account))
        .setStaked("1000000000000000")
        .getSessionBuilder()
        .setState(SessionState.SESSION_WORKER_IDLE)
        .setTotalReward("123456789012345");
    state.getFactsBuilder().getRegistrationBuilder().setInitialScore(1_000 + number % 313);
    state
        .getProgressBuilder()
        .getFactsBuilder()
        .setPublicKey("%064x".formatted(number))
        .setVersion("2.2.4")
        .getHeightsBuilder()
        .setNextRelayHeader(20_000_000 + number)
        .setNextParaBlock(5_000_000 + number);
    return AggregateStateRecord.newBuilder()
        .setAggregateId(WorkerId.ofName(name).aggregateId())
        .setSequence(40)
        .setWorker(state)
        .build();
  }
}
